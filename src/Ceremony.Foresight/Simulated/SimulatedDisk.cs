using Ceremony.Core.Devices;

namespace Ceremony.Foresight;

/// <summary>All files of a simulated machine, in memory: the ceremony's own, those of the installation, and those on media.</summary>
internal sealed class SimulatedDisk : IDurableFiles
{
    /// <summary>The ceremony's folder.</summary>
    public const string Folder = "/ceremony";

    private const uint Ordinary = 0x1a4;
    private readonly Dictionary<string, FileState> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A file by its whole path; null where there is none.</summary>
    public FileState? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Writes a file, whatever was there.</summary>
    public void Put(string path, ReadOnlySpan<byte> bytes, FileState? like = null)
    {
        _files[path] = like is null ? new FileState(bytes.ToArray(), 0, 0, Ordinary) : like with { Bytes = bytes.ToArray() };
        _known.Add(path);
    }

    /// <summary>Takes a file away.</summary>
    public void Remove(string path)
    {
        _files.Remove(path);
        _known.Add(path);
    }

    /// <summary>Has a file be there from before the ceremony, unless the ceremony wrote or removed it.</summary>
    public void Provide(string path, Func<byte[]> bytes)
    {
        string whole = WholePath(path);
        if (!_known.Contains(whole))
        {
            Put(whole, bytes());
        }
    }

    /// <summary>Where a path of the script leads.</summary>
    public static string WholePath(string path) => Path.GetFullPath(Path.Combine(Folder, path));

    /// <inheritdoc/>
    public IAppendFile OpenAppend(string path) => new Journal(this, path);

    /// <inheritdoc/>
    public void CreateFolder(string path, Readers readers = Readers.Everybody)
    {
    }

    /// <inheritdoc/>
    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => Put(path, bytes);

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => Put(path, bytes);

    /// <inheritdoc/>
    public void RenameFolder(string from, string to)
    {
    }

    /// <inheritdoc/>
    public void RemoveFolder(string path)
    {
    }

    /// <inheritdoc/>
    public byte[]? Read(string path, int longestBytes) => Find(path)?.Bytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names(string folder) => [.. _files.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    // It grows by thousands of lines, and nobody reads it before the end.
    private sealed class Journal(SimulatedDisk disk, string path) : IAppendFile
    {
        private readonly MemoryStream _written = new();

        public byte[] Content => disk.Find(path)?.Bytes ?? [];

        public void Append(ReadOnlySpan<byte> bytes) => _written.Write(bytes);

        public void Truncate(long length) => _written.SetLength(length);

        public void Dispose() => disk.Put(path, _written.GetBuffer().AsSpan(0, (int)_written.Length));
    }
}
