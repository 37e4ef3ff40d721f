using System.Runtime.InteropServices;
using Ceremony.Core.Devices;

namespace Ceremony.Machine.Files;

/// <summary>
/// Files by the system calls themselves: .NET hides failures of fsync and cannot fsync a folder. .NET's own readers take a lock too and
/// refuse a file that is open for appending; <see cref="Read"/> does not.
/// </summary>
public sealed class DurableFiles : IDurableFiles
{
    private const uint OpenToAll = 0b111_101_101;
    private const uint OpenToOwner = 0b111_000_000;

    /// <inheritdoc/>
    public IAppendFile OpenAppend(string path) => new AppendFile(Full(path));

    /// <inheritdoc/>
    public void CreateFolder(string path, Readers readers = Readers.Everybody)
    {
        string folder = Full(path);
        if (Directory.Exists(folder))
            return;
        string? above = Path.GetDirectoryName(folder);
        if (above is null)
            return;
        CreateFolder(above);
        if (LibC.MakeFolder(folder, readers == Readers.OwnerOnly ? OpenToOwner : OpenToAll) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno == FileFaults.AlreadyThere && Directory.Exists(folder))
                return;
            throw errno == FileFaults.AlreadyThere ? FileFaults.Exists(folder) : FileFaults.Of(errno, "created", folder);
        }

        OpenFile.SyncFolder(above);
    }

    /// <inheritdoc/>
    public void WriteNew(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        string file = Full(path);
        Create(file, bytes, readers == Readers.OwnerOnly ? OpenFile.ReadableByOwner : OpenFile.ReadableByAll);
        OpenFile.SyncFolder(Path.GetDirectoryName(file)!);
        if (Read(file, int.MaxValue) is not { } back || !bytes.SequenceEqual(back))
            throw FileFaults.Different(file);
    }

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readers = Readers.Everybody)
    {
        string file = Full(path);
        string beside = file + ".new";
        // Left by a run that was stopped between the two; nobody has seen it.
        _ = LibC.Unlink(beside);
        Create(beside, bytes, readers == Readers.OwnerOnly ? OpenFile.ReadableByOwner : RightsOf(file));
        Rename(beside, file);
        OpenFile.SyncFolder(Path.GetDirectoryName(file)!);
    }

    /// <inheritdoc/>
    public void RenameFolder(string from, string to)
    {
        string source = Full(from);
        string target = Full(to);
        // rename(2) would take an empty folder's place without a word.
        if (Directory.Exists(target) || File.Exists(target))
            throw FileFaults.Exists(target);
        Rename(source, target);
        OpenFile.SyncFolder(Path.GetDirectoryName(target)!);
        if (Path.GetDirectoryName(source) != Path.GetDirectoryName(target))
            OpenFile.SyncFolder(Path.GetDirectoryName(source)!);
    }

    /// <inheritdoc/>
    public void RemoveFolder(string path)
    {
        string folder = Full(path);
        if (!Directory.Exists(folder))
            return;
        FolderRemoval.Remove(folder);
        OpenFile.SyncFolder(Path.GetDirectoryName(folder)!);
    }

    /// <inheritdoc/>
    public byte[]? Read(string path, int longestBytes)
    {
        string name = Full(path);
        // Opening a pipe would else wait for its other end.
        using OpenFile? file = OpenFile.TryOpen(name, LibC.ReadOnly | LibC.NonBlocking, out int errno);
        if (file is null)
            return errno == FileFaults.NoEntry ? null : throw FileFaults.Of(errno, "read", name);
        if (!file.HasPlaces)
            throw FileFaults.NotPlain(name);
        byte[] bytes = file.ReadToEnd((long)longestBytes + 1);
        return bytes.Length <= longestBytes ? bytes : throw FileFaults.TooLong(name, longestBytes);
    }

    /// <inheritdoc/>
    public string? StateOf(string path) => FileStatus.Touch(Full(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> Names(string folder)
    {
        string name = Full(folder);
        try
        {
            return Directory.Exists(name) ? [.. Directory.EnumerateFileSystemEntries(name).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new DeviceFault("Folder", $"The folder {name} cannot be read. Look at its rights and its disk, then try again.");
        }
    }

    private static void Create(string path, ReadOnlySpan<byte> bytes, uint rights)
    {
        using OpenFile? file = OpenFile.TryOpen(path, LibC.WriteOnly | LibC.Create | LibC.Exclusive, out int errno, rights);
        if (file is null)
            throw errno == FileFaults.AlreadyThere ? FileFaults.Exists(path) : FileFaults.Of(errno, "written", path);
        try
        {
            file.Write(bytes);
            file.Sync();
        }
        catch (DeviceFault)
        {
            // Nothing half done: whoever tries again finds the place free.
            _ = LibC.Unlink(path);
            throw;
        }
    }

    // A file that only its service may read must not become readable by all, not even while it is written.
    private static uint RightsOf(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && File.Exists(path) ? (uint)File.GetUnixFileMode(path) : OpenFile.ReadableByAll;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return OpenFile.ReadableByOwner;
        }
    }

    private static void Rename(string from, string to)
    {
        if (LibC.Rename(from, to) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "renamed", from);
    }

    // The kernel would stop reading a path at a NUL, and take another file.
    private static string Full(string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            ? throw new DeviceFault("EINVAL", "A path is empty or holds a NUL: check the path.")
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
