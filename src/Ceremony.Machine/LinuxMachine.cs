using System.Globalization;
using System.Runtime.InteropServices;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Machine.Files;

namespace Ceremony.Machine;

/// <summary>The adapter of <see cref="IMachine"/> for Linux: this machine, as the kernel describes it under /proc and /sys.</summary>
public sealed class LinuxMachine : IMachine
{
    // net_device_flags of linux/if.h
    private const int InterfaceUp = 0x1;
    private const int Loopback = 0x8;

    private readonly string _network;
    private readonly string _release;
    private readonly string _swaps;
    private readonly string _blocks;

    /// <summary>The machine that the program runs on. Throws <see cref="DeviceFault"/> where the kernel does not provide the boot's id.</summary>
    public LinuxMachine()
        : this("/sys/class/net", "/etc/os-release")
    {
    }

    internal LinuxMachine(string network, string release, string swaps = "/proc/swaps", string blocks = "/sys/block")
    {
        (_network, _release, _swaps, _blocks) = (network, release, swaps, blocks);
        BootId = Line("/proc/sys/kernel/random/boot_id");
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public long MonotonicMilliseconds =>
        LibC.GetTime(LibC.BootTime, out LibC.TimeSpec time) == 0
            ? (time.Seconds * 1000) + (time.Nanoseconds / 1_000_000)
            : throw FileFaults.Of(Marshal.GetLastPInvokeError(), "read", "The kernel's clock (CLOCK_BOOTTIME)");

    /// <inheritdoc/>
    public string BootId { get; }

    /// <inheritdoc/>
    public string Description => $"{Line("/proc/sys/kernel/hostname")}, {SystemName()}";

    /// <inheritdoc/>
    public IReadOnlyList<NetworkInterfaceView> Interfaces()
    {
        try
        {
            // Beside the interfaces there may be plain files, such as bonding_masters.
            return [.. Directory.GetDirectories(_network).Order(StringComparer.Ordinal).Select(View).OfType<NetworkInterfaceView>()];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new DeviceFault("NoInterfaces", $"The kernel does not list the network interfaces ({_network}): check the air gap by hand.");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Swaps() => SwapAreas.OnDisk(_swaps, _blocks);

    /// <inheritdoc/>
    public bool LocksMemory => SecretMemory.CanBeLocked();

    /// <inheritdoc/>
    public TerminalView? Terminal => TerminalDevice.Of(input: 0, output: Pkcs11.ModuleOutput.OwnOutput);

    // Null for the loopback.
    private static NetworkInterfaceView? View(string folder)
    {
        int flags = Flags(folder);
        bool isUp = (flags & InterfaceUp) != 0;

        // The kernel answers EINVAL for the carrier of an interface that is down.
        return (flags & Loopback) != 0 ? null : new(Path.GetFileName(folder), isUp, isUp && HasCarrier(folder));
    }

    private static int Flags(string folder)
    {
        string text = File.ReadAllText(Path.Combine(folder, "flags")).Trim();
        return text.StartsWith("0x", StringComparison.Ordinal) && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int flags)
            ? flags
            : throw new IOException($"{folder}/flags is not a number.");
    }

    private static bool HasCarrier(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "carrier")).Trim() == "1";
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string SystemName()
    {
        const string Wanted = "PRETTY_NAME=";
        try
        {
            string? line = File.ReadLines(_release).FirstOrDefault(each => each.StartsWith(Wanted, StringComparison.Ordinal));
            return line is null ? "Linux" : line[Wanted.Length..].Trim('"', '\'', ' ');
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return "Linux";
        }
    }

    private static string Line(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new DeviceFault("NoProc", $"The kernel does not provide {path}: mount /proc, then start the program again.");
        }
    }
}
