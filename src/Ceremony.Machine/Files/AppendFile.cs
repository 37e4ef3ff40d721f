using Ceremony.Core.Devices;

namespace Ceremony.Machine.Files;

/// <summary>A locked file that only grows. Once a write or an fsync failed it refuses everything: what is on the disk is not known.</summary>
internal sealed class AppendFile : IAppendFile
{
    private readonly string _path;
    private readonly OpenFile _file;
    private bool _broken;

    /// <summary>Opens or creates and locks the file, and reads it. Throws <see cref="DeviceFault"/>.</summary>
    public AppendFile(string path)
    {
        _path = path;
        _file = OpenFile.Open(path, LibC.ReadWrite | LibC.Append | LibC.Create, "written");
        try
        {
            if (!IsLockedSoon())
                throw FileFaults.Locked(path);
            Content = _file.ReadToEnd(int.MaxValue);
            _file.Sync();
            OpenFile.SyncFolder(Path.GetDirectoryName(path)!);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public byte[] Content { get; }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        BeginChange();
        _file.Write(bytes);
        _file.Sync();
        _broken = false;
    }

    /// <inheritdoc/>
    public void Truncate(long length)
    {
        BeginChange();
        _file.Truncate(length);
        _file.Sync();
        _broken = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // Set before, cleared after: whatever is thrown in between leaves it set.
    private void BeginChange()
    {
        if (_broken)
            throw FileFaults.Broken(_path);
        _broken = true;
    }

    // A program that is just ending holds the lock for a moment more, and so does what a killed one was just starting.
    private bool IsLockedSoon()
    {
        const int Tries = 20;
        for (int tries = 1; !_file.TryLock(); tries++)
        {
            if (tries == Tries)
                return false;
            Thread.Sleep(25);
        }

        return true;
    }
}
