namespace Ceremony.Core.Devices;

/// <summary>
/// Files that something depends on. Every write is fsynced and checked, the folder too; a failed fsync is never tried again, since the kernel
/// forgets what it could not write. Every method may throw <see cref="DeviceFault"/>.
/// </summary>
public interface IDurableFiles
{
    /// <summary>Opens or creates a file for appending, locked against a second writer (code <c>Locked</c>). The folder must exist.</summary>
    IAppendFile OpenAppend(string path);

    /// <summary>Creates a folder and those above it; nothing where it exists. Only the last one is closed to others.</summary>
    void CreateFolder(string path, Readers readers = Readers.Everybody);

    /// <summary>Creates a file that must not exist (code <c>Exists</c>), writes, fsyncs file and folder, reads back and compares.</summary>
    void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody);

    /// <summary>
    /// Writes a file that may exist, atomically: a new file beside it, fsynced, renamed over it, the folder fsynced. A file that was closed to
    /// others stays so.
    /// </summary>
    void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody);

    /// <summary>Renames a folder and fsyncs the one above.</summary>
    void RenameFolder(string from, string to);

    /// <summary>Removes a folder and all in it; nothing where there is none.</summary>
    void RemoveFolder(string path);

    /// <summary>Reads a whole file of at most so many bytes; null where there is none. Code <c>TooLong</c> where it is longer, <c>NotPlain</c> where it is a pipe or the like.</summary>
    byte[]? Read(string path, int longestBytes);

    /// <summary>
    /// What tells a file from all that it was before: device, inode, size, and when it was written and changed last. Null where that does not tell it for certain, so that the file has to be read: there is no plain file, it
    /// was changed in the last seconds, or whoever keeps the files does not know.
    /// </summary>
    string? StateOf(string path) => null;

    /// <summary>The names of all that lies in a folder, in their order; none where there is no folder.</summary>
    IReadOnlyList<string> Names(string folder);
}

/// <summary>A file that only grows.</summary>
public interface IAppendFile : IDisposable
{
    /// <summary>What stood in it when it was opened.</summary>
    byte[] Content { get; }

    /// <summary>Appends in one write and fsyncs; throws <see cref="DeviceFault"/> where either fails.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file to a length and fsyncs: for a torn last line, whose bytes were kept aside.</summary>
    void Truncate(long length);
}
