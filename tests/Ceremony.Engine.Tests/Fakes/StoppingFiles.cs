using Ceremony.Core.Devices;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Thrown where a test stops the program, as SIGKILL would: nothing after it happens.</summary>
internal sealed class StoppedException : Exception;

/// <summary>Real files that stop the program at the n-th write, before it or after it.</summary>
internal sealed class StoppingFiles(IDurableFiles files, int stopAt, bool afterTheWrite) : IDurableFiles
{
    private int _writes;

    /// <summary>How many writes there were.</summary>
    public int Writes => _writes;

    public IAppendFile OpenAppend(string path) => new StoppingAppend(files.OpenAppend(path), this);

    public void CreateFolder(string path, Readers readers = Readers.Everybody) => files.CreateFolder(path, readers);

    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        byte[] copy = bytes.ToArray();
        Write(() => files.WriteNew(path, copy, readers));
    }

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        byte[] copy = bytes.ToArray();
        Write(() => files.Replace(path, copy, readers));
    }

    public void RenameFolder(string from, string to) => Write(() => files.RenameFolder(from, to));

    public void RemoveFolder(string path) => files.RemoveFolder(path);

    public byte[]? Read(string path, int longestBytes) => files.Read(path, longestBytes);

    public IReadOnlyList<string> Names(string folder) => files.Names(folder);

    private void Write(Action write)
    {
        int number = ++_writes;
        if (number == stopAt && !afterTheWrite)
        {
            throw new StoppedException();
        }

        write();
        if (number == stopAt)
        {
            throw new StoppedException();
        }
    }

    private sealed class StoppingAppend(IAppendFile file, StoppingFiles owner) : IAppendFile
    {
        public byte[] Content => file.Content;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            byte[] copy = bytes.ToArray();
            owner.Write(() => file.Append(copy));
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
