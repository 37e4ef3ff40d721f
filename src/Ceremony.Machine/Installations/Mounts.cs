using System.Globalization;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;

namespace Ceremony.Machine.Installations;

/// <summary>The file systems that folders are on, from /proc/self/mountinfo (proc(5)) and /sys.</summary>
internal static class Mounts
{
    /// <summary>The mount that holds a folder. Throws <see cref="DeviceFault"/> where the kernel does not say.</summary>
    public static MediumView Of(string folder)
    {
        try
        {
            string real = Path.TrimEndingDirectorySeparator(new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder);
            return Find(File.ReadAllLines("/proc/self/mountinfo"), real) is { } mount
                ? new MediumView(mount.Point, mount.Device, mount.FileSystem, IsRemovable(mount.Number), mount.IsReadOnly, new DriveInfo(mount.Point).AvailableFreeSpace)
                : throw Untold(folder);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw Untold(folder);
        }
    }

    /// <summary>The mount whose point is the longest beginning of the path; the latest of several at one point.</summary>
    public static Mount? Find(IEnumerable<string> mountinfo, string path) => mountinfo
        .Select(Read)
        .OfType<Mount>()
        .Where(mount => path == mount.Point || path.StartsWith(mount.Point == "/" ? "/" : mount.Point + "/", StringComparison.Ordinal))
        .Reverse()
        .MaxBy(mount => mount.Point.Length);

    /// <summary>One line; null where it is not of its form.</summary>
    private static Mount? Read(string line)
    {
        string[] parts = line.Split(' ');
        int dash = Array.IndexOf(parts, "-");
        return dash >= 6 && parts.Length > dash + 3
            ? new Mount(parts[2], Plain(parts[4]), Plain(parts[dash + 2]), parts[dash + 1], parts[5].Split(',').Contains("ro") || parts[dash + 3].Split(',').Contains("ro"))
            : null;
    }

    // Spaces and the like are written as \040 (proc(5)).
    private static string Plain(string written)
    {
        var text = new System.Text.StringBuilder();
        for (int at = 0; at < written.Length; at++)
        {
            if (written[at] == '\\' && at + 3 < written.Length && written.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                text.Append((char)Convert.ToInt32(written.Substring(at + 1, 3), 8));
                at += 3;
            }
            else
            {
                text.Append(written[at]);
            }
        }

        return text.ToString();
    }

    // A partition does not say so, but its disk does; disks on USB can be taken out whatever they say.
    private static bool IsRemovable(string number)
    {
        try
        {
            string device = string.Create(CultureInfo.InvariantCulture, $"/sys/dev/block/{number}");
            if (new FileInfo(device).ResolveLinkTarget(returnFinalTarget: true)?.FullName is not { } real)
                return false;
            return real.Contains("/usb", StringComparison.Ordinal)
                || new[] { real, Path.GetDirectoryName(real)! }.Any(each => File.Exists($"{each}/removable") && File.ReadAllText($"{each}/removable").Trim() == "1");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static DeviceFault Untold(string folder) => new("NoMount", $"The kernel does not say which file system {folder} is on: look at /proc/self/mountinfo, or choose another folder.");
}

/// <summary>A mounted file system.</summary>
/// <param name="Number">Major and minor number of its device, such as <c>8:17</c>.</param>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Device">What is mounted.</param>
/// <param name="FileSystem">Its kind.</param>
/// <param name="IsReadOnly">Whether nothing can be written.</param>
internal sealed record Mount(string Number, string Point, string Device, string FileSystem, bool IsReadOnly);
