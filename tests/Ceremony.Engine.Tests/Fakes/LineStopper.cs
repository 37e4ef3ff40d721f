using System.Text;
using Ceremony.Core.Devices;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Real files that stop the program right after a line of the journal was written, as a power cut would.</summary>
internal sealed class LineStopper(IDurableFiles files, Func<string, bool> isLast) : IDurableFiles
{
    public IAppendFile OpenAppend(string path) => new Appended(files.OpenAppend(path), isLast);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => files.CreateFolder(path, readers);

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.WriteNew(path, bytes, readers);

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.Replace(path, bytes, readers);

    public void RenameFolder(string from, string to) => files.RenameFolder(from, to);

    public void RemoveFolder(string path) => files.RemoveFolder(path);

    public byte[]? Read(string path, int longestBytes) => files.Read(path, longestBytes);

    public IReadOnlyList<string> Names(string folder) => files.Names(folder);

    private sealed class Appended(IAppendFile file, Func<string, bool> isLast) : IAppendFile
    {
        public byte[] Content => file.Content;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            file.Append(bytes);
            if (isLast(Encoding.UTF8.GetString(bytes)))
            {
                throw new StoppedException();
            }
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
