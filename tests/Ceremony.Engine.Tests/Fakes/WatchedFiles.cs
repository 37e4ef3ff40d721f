using Ceremony.Core.Devices;
using Ceremony.Core.Json;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Real files that tell before the journal is written to, and of each line as soon as it is written: a test can have something happen there, or stop.</summary>
internal sealed class WatchedFiles(IDurableFiles files, Action<JsonMap>? written = null, Action? before = null) : IDurableFiles
{
    /// <summary>Those whose journal cannot be written any more from the n-th write on, as on a disk that fails.</summary>
    public static WatchedFiles Breaking(IDurableFiles files, int breaksAt)
    {
        int writes = 0;
        return new(files, before: () => _ = ++writes < breaksAt ? 0 : throw new DeviceFault("EIO", "The journal could not be written."));
    }

    /// <summary>Those that stop the program right after a line was written, as a power cut would.</summary>
    public static WatchedFiles Stopping(IDurableFiles files, Func<JsonMap, bool> isLast) => new(files, line => _ = !isLast(line) ? 0 : throw new StoppedException());

    public IAppendFile OpenAppend(string path) => new Watched(files.OpenAppend(path), written, before);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => files.CreateFolder(path, readers);

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.WriteNew(path, bytes, readers);

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.Replace(path, bytes, readers);

    public void RenameFolder(string from, string to) => files.RenameFolder(from, to);

    public void RemoveFolder(string path) => files.RemoveFolder(path);

    public byte[]? Read(string path, int longestBytes) => files.Read(path, longestBytes);

    public IReadOnlyList<string> Names(string folder) => files.Names(folder);

    private sealed class Watched(IAppendFile file, Action<JsonMap>? written, Action? before) : IAppendFile
    {
        public byte[] Content => file.Content;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            before?.Invoke();
            file.Append(bytes);
            ReadOnlySpan<byte> lines = bytes.TrimEnd((byte)'\n');
            written?.Invoke(CanonicalJson.Parse(lines[(lines.LastIndexOf((byte)'\n') + 1)..].ToArray()).AsMap());
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
