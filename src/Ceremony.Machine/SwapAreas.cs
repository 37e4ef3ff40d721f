using Ceremony.Core.Devices;

namespace Ceremony.Machine;

/// <summary>The swap areas of the kernel (proc_swaps(5)).</summary>
internal static class SwapAreas
{
    private const string Compressed = "/dev/zram";

    /// <summary>Those in use that can write to a disk. A kernel without swap has no list. Throws <see cref="DeviceFault"/> where the list cannot be read.</summary>
    /// <param name="list">Usually <c>/proc/swaps</c>: a heading, then a line for each area, its name first, with blanks in it written in octal.</param>
    /// <param name="blocks">Usually <c>/sys/block</c>.</param>
    public static IReadOnlyList<string> OnDisk(string list, string blocks)
    {
        try
        {
            return File.Exists(list)
                ? [.. File.ReadLines(list).Skip(1).Where(line => line.Length > 0).Select(line => line.Split([' ', '\t'])[0]).Where(area => !IsInMemory(area, blocks))]
                : [];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new DeviceFault("NoSwaps", $"The kernel does not say whether swap is in use ({list}): have \"swapoff -a\" run, and the permissions of /proc looked at.");
        }
    }

    // Compressed memory can have a disk behind it, to which it writes what has long not been used (zram, "writeback").
    private static bool IsInMemory(string area, string blocks)
    {
        string backing = Path.Combine(blocks, Path.GetFileName(area), "backing_dev");
        return area.StartsWith(Compressed, StringComparison.Ordinal) && (!File.Exists(backing) || File.ReadAllText(backing).Trim() == "none");
    }
}
