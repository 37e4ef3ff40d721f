using System.Runtime.InteropServices;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;

namespace Ceremony.Machine;

/// <summary>Keeps the memory of this process from others.</summary>
public static class OwnMemory
{
    /// <summary>
    /// From here on the kernel writes no core dump of it, and nobody but root attaches to it or reads its memory (PR_SET_DUMPABLE of prctl(2), RLIMIT_CORE of setrlimit(2)). Programs that
    /// it starts may not write core dumps either. Throws <see cref="DeviceFault"/> where the kernel refuses.
    /// </summary>
    public static void Hide()
    {
        // A core dump that is piped to a program is not held back by the limit, but by the first.
        if (LibC.ControlProcess(LibC.Dumpable, 0, 0, 0, 0) != 0 || LibC.SetLimit(LibC.LongestCore, new LibC.Limit()) != 0)
            throw new DeviceFault(FileFaults.Name(Marshal.GetLastPInvokeError()), "The kernel does not let this program forbid core dumps, in which PINs could be found. Start it outside of any sandbox, then try again.");
    }
}
