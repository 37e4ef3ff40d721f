using Ceremony.Core.Devices;

namespace Ceremony.Engine;

/// <summary>
/// Where a path of a script or of its parameters leads: from the ceremony's folder on, unless it begins at the root. A rehearsal reads, changes and runs
/// nothing outside its own folder, whatever its parameters say: it may be held on the machine of a real installation.
/// </summary>
internal static class ScriptPaths
{
    /// <summary>
    /// The whole path. Throws <see cref="DeviceFault"/>, with code <c>NotRehearsals</c>, where a rehearsal would leave its folder, be it by a link.
    /// </summary>
    public static string Of(RunPorts ports, string folder, string path)
    {
        string whole = Path.Combine(folder, path);
        if (!ports.IsRehearsal)
        {
            return whole;
        }

        // Without its "..", so that what was looked at is what is opened: behind a link they would lead elsewhere.
        whole = Path.GetFullPath(whole);
        return RealPath.IsWithin(whole, folder)
            ? whole
            : throw new DeviceFault("NotRehearsals", $"{path} is outside the rehearsal's folder, and a rehearsal touches nothing there. Abort, and begin again with parameters that suit a rehearsal.");
    }
}
