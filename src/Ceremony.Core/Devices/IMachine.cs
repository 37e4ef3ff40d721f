namespace Ceremony.Core.Devices;

/// <summary>The machine that the program runs on: clock, network, memory, terminal, names.</summary>
public interface IMachine
{
    /// <summary>The time in UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Milliseconds since the machine was started, sleep included (CLOCK_BOOTTIME); unmoved by whoever sets the clock.</summary>
    long MonotonicMilliseconds { get; }

    /// <summary>The kernel's id of this boot, so that monotonic times of two boots are not compared.</summary>
    string BootId { get; }

    /// <summary>The machine's name and system in a few words.</summary>
    string Description { get; }

    /// <summary>The network interfaces but for the loopback. Throws <see cref="DeviceFault"/> where the kernel does not tell.</summary>
    IReadOnlyList<NetworkInterfaceView> Interfaces();

    /// <summary>The swap areas in use that are not in memory, by name (proc_swaps(5)); zram without a backing device is in memory. Throws <see cref="DeviceFault"/> where the kernel does not tell.</summary>
    IReadOnlyList<string> Swaps();

    /// <summary>Whether the kernel locks memory for this program, so that PINs are kept out of swap.</summary>
    bool LocksMemory { get; }

    /// <summary>The terminal as it is now; null where input or output is none.</summary>
    TerminalView? Terminal { get; }
}
