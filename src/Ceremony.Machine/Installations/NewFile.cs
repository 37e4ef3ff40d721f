using System.Runtime.InteropServices;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;

namespace Ceremony.Machine.Installations;

/// <summary>A file that is whole on the disk before it has its name.</summary>
internal static class NewFile
{
    /// <summary>Where it is until then.</summary>
    public static string Beside(string path) => path + ".new";

    /// <summary>Where a file is from losing its name until it is removed.</summary>
    public static string Aside(string path) => path + ".removing";

    /// <summary>Writes it beside its place, fsynced, and gives that path. It never has other rights than it will have.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="like">Whose owner, group and mode it has; null for the folder's and those of its readers.</param>
    /// <param name="readers">Who may read it where it is like no other.</param>
    public static string Make(string path, ReadOnlySpan<byte> bytes, FileStatus? like, Readers readers)
    {
        string beside = Beside(path);
        // Left by a run that was stopped between the two; nobody has seen it.
        _ = LibC.Unlink(beside);
        // Closed to all but its owner until it has its final one.
        uint rights = like is null && readers == Readers.Everybody ? OpenFile.ReadableByAll : OpenFile.ReadableByOwner;
        using OpenFile made = OpenFile.TryOpen(beside, LibC.WriteOnly | LibC.Create | LibC.Exclusive, out int errno, rights) ?? throw FileFaults.Of(errno, "written", beside);
        try
        {
            made.Write(bytes);
            if (like is not null)
                made.Belong(like.Owner, like.Group, like.Mode);
            made.Sync();
            return beside;
        }
        catch (DeviceFault)
        {
            _ = LibC.Unlink(beside);
            throw;
        }
    }

    /// <summary>Moves it to its place where nothing is; else it is removed, and the fault of the place is thrown.</summary>
    public static void PutInPlace(string beside, string path, Func<string, DeviceFault> taken)
    {
        try
        {
            MoveToFree(beside, path, taken);
        }
        catch (DeviceFault)
        {
            _ = LibC.Unlink(beside);
            throw;
        }
    }

    /// <summary>Moves a file to a place where nothing is; else the fault of the place is thrown.</summary>
    public static void MoveToFree(string beside, string path, Func<string, DeviceFault> taken)
    {
        int errno = LibC.RenameWith(LibC.WorkingFolder, beside, LibC.WorkingFolder, path, LibC.KeepTarget) == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (errno is FileFaults.Invalid or FileFaults.NoCall)
        {
            // A file system that cannot refuse by itself: the look comes right before the move.
            errno = FileStatus.Of(path) is not null ? FileFaults.AlreadyThere
                : LibC.Rename(beside, path) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }

        if (errno != 0)
            throw errno == FileFaults.AlreadyThere ? taken(path) : FileFaults.Of(errno, "renamed", beside);
        OpenFile.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Throws <see cref="DeviceFault"/> where something else stands there.</summary>
    public static void ReadBack(string path, ReadOnlySpan<byte> bytes)
    {
        using InstalledFile? back = InstalledFile.Open(path, null);
        if (back is null || !bytes.SequenceEqual(back.State.Bytes))
            throw FileFaults.Different(path);
    }
}
