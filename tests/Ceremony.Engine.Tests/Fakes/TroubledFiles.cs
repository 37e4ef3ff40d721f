using Ceremony.Core.Devices;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Files, any of whose calls may throw what nobody foresaw; the journal is written as it should be.</summary>
internal sealed class TroubledFiles(IDurableFiles files, Trouble trouble) : IDurableFiles
{
    public IAppendFile OpenAppend(string path) => files.OpenAppend(path);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => trouble.Of(() => files.CreateFolder(path, readers));

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        trouble.Next();
        files.WriteNew(path, bytes, readers);
    }

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        trouble.Next();
        files.Replace(path, bytes, readers);
    }

    public void RenameFolder(string from, string to) => trouble.Of(() => files.RenameFolder(from, to));

    public void RemoveFolder(string path) => trouble.Of(() => files.RemoveFolder(path));

    public byte[]? Read(string path, int longestBytes) => trouble.Of(() => files.Read(path, longestBytes));

    public IReadOnlyList<string> Names(string folder) => trouble.Of(() => files.Names(folder));
}
