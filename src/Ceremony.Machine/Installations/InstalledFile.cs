using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;

namespace Ceremony.Machine.Installations;

/// <summary>
/// A file of the installation, open from the look to the end of the deed: as long as it is open no other file has its inode. A change needs
/// that its path still names it and that it holds what was read. What was there is moved aside by the kernel in the same call that puts the new
/// file in its place, and looked at again before it is given up: whatever came between is brought back.
/// </summary>
internal sealed class InstalledFile : IInstalledFile
{
    private readonly string _path;
    private readonly OpenFile _file;
    private readonly FileStatus _status;
    private readonly Action? _beforeMove;

    private InstalledFile(string path, OpenFile file, Action? beforeMove)
    {
        (_path, _file, _beforeMove) = (path, file, beforeMove);
        _status = file.Status;
        if (!_status.IsPlain || FileStatus.Of(path)?.Identity != _status.Identity)
            throw FileFaults.NotPlain(path);
        byte[] bytes = file.ReadToEnd((long)Installation.LongestFile + 1);
        State = bytes.Length <= Installation.LongestFile
            ? new FileState(bytes, _status.Owner, _status.Group, _status.Mode)
            : throw FileFaults.TooLong(path, Installation.LongestFile);
    }

    /// <inheritdoc/>
    public FileState State { get; }

    /// <summary>Opens it; null where there is none. Throws <see cref="DeviceFault"/>.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="beforeMove">What a test does between the last look and the move.</param>
    public static InstalledFile? Open(string path, Action? beforeMove)
    {
        // Opening a device or a pipe can do something or wait; a link is refused before it is followed, and again by what was opened.
        if (FileStatus.Of(path) is not { } named)
            return null;
        if (!named.IsPlain)
            throw FileFaults.NotPlain(path);
        OpenFile? file = OpenFile.TryOpen(path, LibC.ReadOnly | LibC.NonBlocking, out int errno);
        if (file is null)
            return errno == FileFaults.NoEntry ? null : throw FileFaults.Of(errno, "read", path);
        try
        {
            return new InstalledFile(path, file, beforeMove);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool KeepCopy(string copy)
    {
        string target = Installation.Full(copy);
        using (InstalledFile? there = Open(target, null))
        {
            if (there is not null && !there.State.Bytes.AsSpan().SequenceEqual(State.Bytes))
                throw FileFaults.Exists(target);
            if (there is not null)
                return false;
        }

        NewFile.PutInPlace(NewFile.Make(target, State.Bytes, _status, Readers.OwnerOnly), target, FileFaults.Exists);
        NewFile.ReadBack(target, State.Bytes);
        return true;
    }

    /// <inheritdoc/>
    public void Replace(ReadOnlySpan<byte> bytes)
    {
        RefuseChanged(_path);
        string beside = NewFile.Make(_path, bytes, _status, Readers.OwnerOnly);
        _beforeMove?.Invoke();
        MoveOver(beside);
        OpenFile.SyncFolder(Path.GetDirectoryName(_path)!);
        NewFile.ReadBack(_path, bytes);
    }

    /// <inheritdoc/>
    public void Remove()
    {
        RefuseChanged(_path);
        string aside = NewFile.Aside(_path);
        if (FileStatus.Of(aside) is not null)
            throw FileFaults.Exists(aside);
        _beforeMove?.Invoke();
        if (Move(_path, aside, LibC.KeepTarget))
        {
            if (!IsAsOpened(aside))
                throw Try(aside, _path, LibC.KeepTarget) ? FileFaults.Changed(_path) : FileFaults.ChangedTwice(_path, aside);
            Unlink(aside);
        }
        else
        {
            RefuseChanged(_path);
            Unlink(_path);
        }

        OpenFile.SyncFolder(Path.GetDirectoryName(_path)!);
    }

    /// <summary>Gives a file back its name where a run was stopped between taking it away and removing the file.</summary>
    public static void TakeUp(string path)
    {
        string aside = NewFile.Aside(path);
        if (FileStatus.Of(path) is null && FileStatus.Of(aside) is not null)
            NewFile.MoveToFree(aside, path, FileFaults.Changed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(State.Bytes);
        _file.Dispose();
    }

    private void MoveOver(string beside)
    {
        FileStatus? made = FileStatus.Of(beside);
        try
        {
            if (!Move(beside, _path, LibC.ExchangeBoth))
            {
                // A file system that cannot exchange: the look comes right before the move, and a few microseconds are left between.
                RefuseChanged(_path);
                if (LibC.Rename(beside, _path) != 0)
                    throw FileFaults.Of(Marshal.GetLastPInvokeError(), "renamed", beside);
                return;
            }
        }
        catch (DeviceFault)
        {
            // Nothing was exchanged: it is the new one.
            _ = LibC.Unlink(beside);
            throw;
        }

        if (!IsAsOpened(beside))
            throw GiveBack(beside, made);
        _ = LibC.Unlink(beside);
    }

    // What comes out of the second exchange is the new file, unless somebody put yet another one in its place: then that one is kept, whoever's it is.
    private DeviceFault GiveBack(string beside, FileStatus? made)
    {
        _beforeMove?.Invoke();
        if (Try(beside, _path, LibC.ExchangeBoth) && FileStatus.Of(beside)?.Identity == made?.Identity)
        {
            _ = LibC.Unlink(beside);
            return FileFaults.Changed(_path);
        }

        // The next try takes the name beside for its own.
        string kept = $"{_path}.others";
        return FileFaults.ChangedTwice(_path, Try(beside, kept, LibC.KeepTarget) ? kept : beside);
    }

    // False where this file system cannot move in that way.
    private bool Move(string from, string to, int how)
    {
        if (LibC.RenameWith(LibC.WorkingFolder, from, LibC.WorkingFolder, to, (uint)how) == 0)
            return true;
        int errno = Marshal.GetLastPInvokeError();
        return errno is FileFaults.Invalid or FileFaults.NoCall ? false
            : errno == FileFaults.NoEntry ? throw FileFaults.Changed(_path)
            : throw FileFaults.Of(errno, "renamed", from);
    }

    private static bool Try(string from, string to, int how) => LibC.RenameWith(LibC.WorkingFolder, from, LibC.WorkingFolder, to, (uint)how) == 0;

    private void RefuseChanged(string path)
    {
        if (!IsAsOpened(path))
            throw FileFaults.Changed(_path);
    }

    // Written in place, exchanged, opened wider: none of it is what was shown.
    private bool IsAsOpened(string path)
    {
        _file.Rewind();
        byte[] now = _file.ReadToEnd((long)Installation.LongestFile + 1);
        bool isSame = now.AsSpan().SequenceEqual(State.Bytes) && FileStatus.Of(path) == _status;
        CryptographicOperations.ZeroMemory(now);
        return isSame;
    }

    private static void Unlink(string path)
    {
        if (LibC.Unlink(path) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "removed", path);
    }
}
