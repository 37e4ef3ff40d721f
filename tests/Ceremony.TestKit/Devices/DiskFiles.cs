using Ceremony.Core.Devices;

namespace Ceremony.TestKit;

/// <summary>Files on the disk, without the fsyncs.</summary>
public sealed class DiskFiles : IDurableFiles
{
    public IAppendFile OpenAppend(string path) => new AppendFile(path);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => Directory.CreateDirectory(path);

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        file.Write(bytes);
    }

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => File.WriteAllBytes(path, bytes);

    public void RenameFolder(string from, string to) => Directory.Move(from, to);

    public void RemoveFolder(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    public byte[]? Read(string path, int longestBytes) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    public IReadOnlyList<string> Names(string folder) => Directory.Exists(folder) ? [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    private sealed class AppendFile(string path) : IAppendFile
    {
        public byte[] Content { get; } = File.Exists(path) ? File.ReadAllBytes(path) : [];

        public void Append(ReadOnlySpan<byte> bytes)
        {
            using var file = new FileStream(path, FileMode.Append);
            file.Write(bytes);
        }

        public void Truncate(long length)
        {
            using var file = new FileStream(path, FileMode.Open);
            file.SetLength(length);
        }

        public void Dispose()
        {
        }
    }
}
