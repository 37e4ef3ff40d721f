using Ceremony.Core.Devices;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Real files whose journal cannot be written any more from the n-th line on, as on a disk that fails.</summary>
internal sealed class BreakingFiles(IDurableFiles files, int breaksAt) : IDurableFiles
{
    public IAppendFile OpenAppend(string path) => new BreakingAppend(files.OpenAppend(path), breaksAt);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => files.CreateFolder(path, readers);

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.WriteNew(path, bytes, readers);

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody) => files.Replace(path, bytes, readers);

    public void RenameFolder(string from, string to) => files.RenameFolder(from, to);

    public void RemoveFolder(string path) => files.RemoveFolder(path);

    public byte[]? Read(string path, int longestBytes) => files.Read(path, longestBytes);

    public IReadOnlyList<string> Names(string folder) => files.Names(folder);

    private sealed class BreakingAppend(IAppendFile file, int breaksAt) : IAppendFile
    {
        private int _lines;

        public byte[] Content => file.Content;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (++_lines >= breaksAt)
            {
                throw new DeviceFault("EIO", "The journal could not be written.");
            }

            file.Append(bytes);
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
