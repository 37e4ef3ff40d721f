using Ceremony.Core.Devices;
using Ceremony.Core.Json;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Files that tell of each line of the journal as soon as it is written.</summary>
internal sealed class WatchedFiles(IDurableFiles files, Action<JsonMap> written) : IDurableFiles
{
    public IAppendFile OpenAppend(string path) => new Watched(files.OpenAppend(path), written);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => files.CreateFolder(path, readers);

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.WriteNew(path, bytes, readers);

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.Replace(path, bytes, readers);

    public void RenameFolder(string from, string to) => files.RenameFolder(from, to);

    public void RemoveFolder(string path) => files.RemoveFolder(path);

    public byte[]? Read(string path, int longestBytes) => files.Read(path, longestBytes);

    public IReadOnlyList<string> Names(string folder) => files.Names(folder);

    private sealed class Watched(IAppendFile file, Action<JsonMap> written) : IAppendFile
    {
        public byte[] Content => file.Content;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            file.Append(bytes);
            ReadOnlySpan<byte> lines = bytes.TrimEnd((byte)'\n');
            written(CanonicalJson.Parse(lines[(lines.LastIndexOf((byte)'\n') + 1)..].ToArray()).AsMap());
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
