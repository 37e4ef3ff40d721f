namespace Ceremony.Core.Devices;

/// <summary>The machine that the program runs on: clock, network, names.</summary>
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
}
