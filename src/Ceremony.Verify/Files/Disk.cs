namespace Ceremony.Verify;

/// <summary>What the disk has under a name, without following links.</summary>
internal static class Disk
{
    /// <summary>Whether there is anything with that name: a file, a folder, even a link that leads nowhere.</summary>
    public static bool Has(string path) => IsThere(new FileInfo(path));

    /// <summary>Whether it is a link, wherever that leads.</summary>
    public static bool IsLink(FileSystemInfo entry) => IsThere(entry) && (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    // Where nothing is there, all attributes are reported as set.
    private static bool IsThere(FileSystemInfo entry) => (int)entry.Attributes != -1;
}
