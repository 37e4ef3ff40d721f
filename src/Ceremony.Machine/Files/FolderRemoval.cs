using System.Runtime.InteropServices;

namespace Ceremony.Machine.Files;

/// <summary>Removes a folder and all in it. Links are removed, never followed.</summary>
internal static class FolderRemoval
{
    /// <summary>Throws <see cref="Core.Devices.DeviceFault"/> at the first thing that cannot be removed.</summary>
    public static void Remove(string folder)
    {
        foreach (string entry in Entries(folder))
        {
            if (LibC.Unlink(entry) == 0)
                continue;
            int errno = Marshal.GetLastPInvokeError();
            // unlink(2) tells a folder from a link to one; asking first would leave a moment to swap them.
            if (errno != FileFaults.IsFolder)
                throw FileFaults.Of(errno, "removed", entry);
            Remove(entry);
        }

        if (LibC.RemoveFolder(folder) != 0)
            throw FileFaults.Of(Marshal.GetLastPInvokeError(), "removed", folder);
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.Of(trouble is IOException ? trouble.HResult : 13, "read", folder);
        }
    }
}
