using Ceremony.Core.Devices;

namespace Ceremony.TestKit;

/// <summary>Files in memory, with a switch that makes the disk fail.</summary>
public sealed class MemoryFiles : IDurableFiles
{
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Whether writing fails from now on.</summary>
    public bool Fails { get; set; }

    /// <summary>How many appends were made.</summary>
    public int Appends { get; private set; }

    public IAppendFile OpenAppend(string path) => new AppendFile(this, path);

    public void CreateFolder(string path, Readers readers = Readers.Everybody)
    {
    }

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        Check();
        if (!Files.TryAdd(path, bytes.ToArray()))
            throw new DeviceFault("Exists", $"{path} exists.");
    }

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => Files[path] = bytes.ToArray();

    public void RenameFolder(string from, string to) => throw new NotSupportedException();

    public void RemoveFolder(string path) => throw new NotSupportedException();

    public byte[]? Read(string path, int longestBytes) => Files.GetValueOrDefault(path);

    public IReadOnlyList<string> Names(string folder) => [.. Files.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private void Check()
    {
        if (Fails)
            throw new DeviceFault("EIO", "The disk failed.");
    }

    private sealed class AppendFile(MemoryFiles files, string path) : IAppendFile
    {
        public byte[] Content { get; } = files.Files.GetValueOrDefault(path) ?? [];

        public void Append(ReadOnlySpan<byte> bytes)
        {
            files.Check();
            files.Appends++;
            files.Files[path] = [.. files.Files.GetValueOrDefault(path) ?? [], .. bytes];
        }

        public void Truncate(long length) => files.Files[path] = files.Files[path][..(int)length];

        public void Dispose()
        {
        }
    }
}
