using System.Runtime.InteropServices;

namespace Ceremony.Machine.Files;

/// <summary>A file descriptor whose every call is checked. Throws <see cref="Core.Devices.DeviceFault"/> with the errno's name.</summary>
internal sealed class OpenFile : IDisposable
{
    /// <summary>Rights of a new file: rw-r--r--, less the umask.</summary>
    public const uint ReadableByAll = 0b110_100_100;

    /// <summary>Rights of a file that may hold secrets: rw-------.</summary>
    public const uint ReadableByOwner = 0b110_000_000;

    private const int Chunk = 64 * 1024;

    private readonly string _path;
    private int _file;
    private bool _isLocked;

    private OpenFile(string path, int file) => (_path, _file) = (path, file);

    /// <summary>Opens; a fault says what could not be done to the file, by the verb (<c>read</c>, <c>written</c>).</summary>
    public static OpenFile Open(string path, int flags, string verb) =>
        TryOpen(path, flags, out int errno) ?? throw FileFaults.Of(errno, verb, path);

    /// <summary>Opens, or gives null and the errno.</summary>
    public static OpenFile? TryOpen(string path, int flags, out int errno, uint rights = ReadableByAll)
    {
        int file = LibC.Open(path, flags | LibC.CloseOnExec, rights);
        errno = file < 0 ? Marshal.GetLastPInvokeError() : 0;
        return file < 0 ? null : new OpenFile(path, file);
    }

    /// <summary>Fsyncs a folder: only then are the names in it on the disk (fsync(2)).</summary>
    public static void SyncFolder(string path)
    {
        using OpenFile folder = Open(path, LibC.ReadOnly, "opened");
        folder.Sync();
    }

    /// <summary>Whether it can be read from any place; pipes, sockets and terminals cannot, and reading them could wait for ever.</summary>
    public bool HasPlaces => LibC.Seek(_file, 0, LibC.FromHere) >= 0;

    /// <summary>What the kernel reports about the open file itself, whatever its name leads to by now.</summary>
    public FileStatus Status => FileStatus.Of(_file, _path);

    /// <summary>The exclusive lock, or false where another holds it.</summary>
    public bool TryLock()
    {
        _isLocked = LibC.FLock(_file, LibC.LockExclusiveNow) == 0;
        if (_isLocked)
            return true;
        int errno = Marshal.GetLastPInvokeError();
        return errno == FileFaults.WouldBlock ? false : throw FileFaults.Of(errno, "locked", _path);
    }

    /// <summary>Writes everything at once; a short write is continued, so that the kernel says why.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written = LibC.Write(_file, bytes, bytes.Length);
            if (written < 0)
            {
                int errno = Marshal.GetLastPInvokeError();
                if (errno != FileFaults.Interrupted)
                    throw FileFaults.Of(errno, "written", _path);
                continue;
            }

            bytes = bytes[(int)written..];
        }
    }

    /// <summary>Fsyncs, once: after a failure the kernel has marked the pages clean, and a second call would lie.</summary>
    public void Sync()
    {
        if (LibC.FSync(_file) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "written", _path);
    }

    /// <summary>Sets owner and group, then the mode: a change of owner clears mode bits.</summary>
    public void Belong(uint owner, uint group, uint mode)
    {
        FileStatus own = Status;
        if ((own.Owner != owner || own.Group != group) && LibC.FChangeOwner(_file, owner, group) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "given its owner", _path);
        if (LibC.FChangeMode(_file, mode) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "given its mode", _path);
    }

    /// <summary>Cuts to a length.</summary>
    public void Truncate(long length)
    {
        if (LibC.FTruncate(_file, length) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "cut", _path);
    }

    /// <summary>Goes back to the beginning, to read again.</summary>
    public void Rewind()
    {
        if (LibC.Seek(_file, 0, LibC.FromBeginning) < 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "read", _path);
    }

    /// <summary>Reads from here to the end, but no more than the given number of bytes.</summary>
    public byte[] ReadToEnd(long most)
    {
        var all = new MemoryStream();
        byte[] chunk = new byte[Chunk];
        while (all.Length < most)
        {
            nint read = LibC.Read(_file, chunk, (nint)Math.Min(Chunk, most - all.Length));
            if (read < 0 && Marshal.GetLastPInvokeError() is not FileFaults.Interrupted and int errno)
                throw FileFaults.Of(errno, "read", _path);
            if (read == 0)
                break;
            all.Write(chunk, 0, (int)Math.Max(0, read));
        }

        return all.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        int file = Interlocked.Exchange(ref _file, -1);
        if (file < 0)
            return;

        // Closing alone leaves the lock with a program that is just being started, which has the file too until its own code begins (flock(2)).
        if (_isLocked)
            _ = LibC.FLock(file, LibC.Unlock);
        _ = LibC.Close(file);
    }
}
