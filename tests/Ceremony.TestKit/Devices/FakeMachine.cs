using Ceremony.Core.Devices;

namespace Ceremony.TestKit;

/// <summary>
/// A machine whose clock goes on at each look and not by itself, so that lines differ and runs do not, and whose network cable can be plugged in.
/// </summary>
/// <param name="eachLook">How far the clock goes on.</param>
public sealed class FakeMachine(TimeSpan eachLook) : IMachine
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 14, 2, 11, 123, TimeSpan.Zero);

    private TimeSpan _gone;
    private TimeSpan _startedAfter;

    /// <summary>A second at each look.</summary>
    public FakeMachine()
        : this(TimeSpan.FromSeconds(1))
    {
    }

    public bool IsPlugged { get; set; }

    /// <summary>By how much somebody set the clock on the wall.</summary>
    public long ClockMovedMilliseconds { get; set; }

    public DateTimeOffset Now
    {
        get
        {
            DateTimeOffset now = Begin + _gone + TimeSpan.FromMilliseconds(ClockMovedMilliseconds);
            Rest(eachLook);
            return now.ToOffset(Zone);
        }
    }

    /// <summary>What the clock shows; looking at it takes no time.</summary>
    public DateTimeOffset Clock
    {
        get => Begin + _gone + TimeSpan.FromMilliseconds(ClockMovedMilliseconds);
        set => ClockMovedMilliseconds = (long)(value - Begin - _gone).TotalMilliseconds;
    }

    /// <summary>The offset of the time zone that the machine is set to.</summary>
    public TimeSpan Zone { get; set; }

    /// <summary>Its power was cut, and it starts again: under another id, and with what its clock shows then.</summary>
    public void StartAgain(string boot, DateTimeOffset clock)
    {
        Rest(TimeSpan.FromSeconds(20));
        _startedAfter = _gone;
        BootId = boot;
        Clock = clock;
    }

    public long MonotonicMilliseconds => (long)(_gone - _startedAfter).TotalMilliseconds;

    public string BootId { get; set; } = "5a1ba1d8-0d3f-4cf3-8a5d-2a44f0b1d001";

    public string Description => "the machine of the tests";

    /// <summary>Lets time go by, on both clocks.</summary>
    public void Rest(TimeSpan time) => _gone += time;

    /// <summary>The swap areas in use.</summary>
    public List<string> SwapAreas { get; } = [];

    public IReadOnlyList<string> Swaps() => SwapAreas;

    public bool LocksMemory { get; set; } = true;

    public TerminalView? Terminal { get; set; } = new("/dev/tty1", 80, 25, IsConsole: true);

    /// <summary>Other interfaces that are up.</summary>
    public IReadOnlyList<string> Others { get; set; } = [];

    /// <summary>What happens just before somebody looks at the network.</summary>
    public Action? OnInterfaces { get; set; }

    public IReadOnlyList<NetworkInterfaceView> Interfaces()
    {
        OnInterfaces?.Invoke();
        return [new NetworkInterfaceView("eth0", IsPlugged, IsPlugged), .. Others.Select(name => new NetworkInterfaceView(name, true, true))];
    }
}
