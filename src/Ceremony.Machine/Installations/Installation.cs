using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Machine.Files;

namespace Ceremony.Machine.Installations;

/// <summary>The installation on this machine: files that keep their owner and mode, media, programs, TLS servers.</summary>
public sealed class Installation : IInstallation
{
    private const int LongestFile = 1 << 20;
    private static readonly DurableFiles Files = new();

    /// <inheritdoc/>
    public FileState? Read(string path)
    {
        string file = Full(path);
        if (FileStatus.Of(file) is not { } status)
            return null;
        if (!status.IsPlain)
            throw FileFaults.NotPlain(file);
        return Files.Read(file, LongestFile) is { } bytes ? new FileState(bytes, status.Owner, status.Group, status.Mode) : null;
    }

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readersWhereNew)
    {
        string file = Full(path);
        FileStatus? former = FileStatus.Of(file);
        if (former is { IsPlain: false })
            throw FileFaults.NotPlain(file);
        Put(file, bytes, former, readersWhereNew);
    }

    /// <inheritdoc/>
    public void KeepCopy(string path, string copy)
    {
        FileState state = Read(path) ?? throw FileFaults.Of(FileFaults.NoEntry, "read", Full(path));
        try
        {
            string target = Full(copy);
            if (Read(target) is { } there)
            {
                bool same = there.Bytes.AsSpan().SequenceEqual(state.Bytes);
                CryptographicOperations.ZeroMemory(there.Bytes);
                if (!same)
                    throw FileFaults.Exists(target);
                return;
            }

            Put(target, state.Bytes, new FileStatus(state.Owner, state.Group, state.Mode, IsPlain: true), Readers.OwnerOnly);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(state.Bytes);
        }
    }

    /// <inheritdoc/>
    public void Remove(string path)
    {
        string file = Full(path);
        if (FileStatus.Of(file) is not { } status)
            return;
        if (!status.IsPlain)
            throw FileFaults.NotPlain(file);
        if (LibC.Unlink(file) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "removed", file);
        OpenFile.SyncFolder(Path.GetDirectoryName(file)!);
    }

    /// <inheritdoc/>
    public MediumView Medium(string path)
    {
        string folder = Full(path);
        return Directory.Exists(folder)
            ? Mounts.Of(folder)
            : throw new DeviceFault("NoFolder", $"There is no folder {folder}: insert the medium, or correct the path.");
    }

    /// <inheritdoc/>
    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => Commands.Run(command, longest);

    /// <inheritdoc/>
    public TlsView ProbeTls(string host, int port, TimeSpan longest) => TlsProbe.Probe(host, port, longest);

    // The new file never has other rights than it will have: it is closed to all but its owner until it has its final owner.
    private static void Put(string file, ReadOnlySpan<byte> bytes, FileStatus? like, Readers readersWhereNew)
    {
        string beside = file + ".new";
        _ = LibC.Unlink(beside);
        uint rights = like is null && readersWhereNew == Readers.Everybody ? OpenFile.ReadableByAll : OpenFile.ReadableByOwner;
        using (OpenFile made = OpenFile.TryOpen(beside, LibC.WriteOnly | LibC.Create | LibC.Exclusive, out int errno, rights) ?? throw FileFaults.Of(errno, "written", beside))
        {
            try
            {
                made.Write(bytes);
                if (like is not null)
                    made.Belong(like.Owner, like.Group, like.Mode);
                made.Sync();
            }
            catch (DeviceFault)
            {
                _ = LibC.Unlink(beside);
                throw;
            }
        }

        if (LibC.Rename(beside, file) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "renamed", beside);
        OpenFile.SyncFolder(Path.GetDirectoryName(file)!);
        byte[]? back = Files.Read(file, LongestFile);
        bool same = back is not null && bytes.SequenceEqual(back);
        CryptographicOperations.ZeroMemory(back);
        if (!same)
            throw FileFaults.Different(file);
    }

    private static string Full(string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            ? throw new DeviceFault("EINVAL", "A path is empty or holds a NUL: check the path.")
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
