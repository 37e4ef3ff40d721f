using System.Runtime.InteropServices;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;

namespace Ceremony.Machine.Installations;

/// <summary>The folder in which backups of another lie, beside that: what a server reads there holds no backups.</summary>
internal static class BackupFolder
{
    private const uint OpenToOwner = 0b111_000_000;
    private const uint WritableByOthers = 0b000_010_010;
    private const string Ending = ".before";

    /// <summary>Makes it where there is none. Throws <see cref="DeviceFault"/>.</summary>
    public static void Make(string folder)
    {
        if (FileStatus.Of(folder) is null)
        {
            if (LibC.MakeFolder(folder, OpenToOwner) != 0 && Marshal.GetLastPInvokeError() is var errno && errno != FileFaults.AlreadyThere)
                throw Unmade(folder, FileFaults.Name(errno));
            OpenFile.SyncFolder(folder);
            OpenFile.SyncFolder(Path.GetDirectoryName(folder)!);
        }

        FileStatus made = FileStatus.Of(folder) ?? throw Unmade(folder, "ENOENT");
        if (!made.IsFolder)
            throw new DeviceFault("NotFolder", $"{folder}, where backups are to be kept, is a link or no folder: move it away, then try again.");
        if ((made.Mode & WritableByOthers) != 0 || !IsTrusted(made.Owner, folder))
            throw new DeviceFault("OpenFolder", $"Others can change what is in {folder}, where backups are to be kept: have it belong to this program's user and close it to all others (mode 0700), then try again.");
    }

    // Whoever owns the folder that is backed up can change what is in that in any case; a medium gives all its folders one owner.
    private static bool IsTrusted(uint owner, string folder) => owner == 0 || owner == LibC.EffectiveUser()
        || (folder.EndsWith(Ending, StringComparison.Ordinal) && FileStatus.Of(folder[..^Ending.Length])?.Owner == owner);

    private static DeviceFault Unmade(string folder, string name) =>
        new(name, $"The folder {folder}, where backups are to be kept, could not be made ({name}): have it made by hand, with this program's user as its owner and mode 0700, then try again.");
}
