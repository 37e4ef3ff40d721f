namespace Ceremony.Verify;

/// <summary>What stands on the disk under a name, without following it where it is a link.</summary>
internal static class Disk
{
    /// <summary>Whether there is anything of that name: a file, a folder, a link that leads nowhere.</summary>
    public static bool Has(string path) => IsThere(new FileInfo(path));

    /// <summary>Whether it is a link, wherever that leads.</summary>
    public static bool IsLink(FileSystemInfo entry) => IsThere(entry) && (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    // Of what is not there all attributes are said to be set.
    private static bool IsThere(FileSystemInfo entry) => (int)entry.Attributes != -1;
}
