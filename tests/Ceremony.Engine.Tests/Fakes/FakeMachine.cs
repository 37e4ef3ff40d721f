using Ceremony.Core.Devices;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A machine whose clock goes on by itself, a little at each look, and whose cable can be plugged in.</summary>
internal sealed class FakeMachine : IMachine
{
    private long _milliseconds;

    public bool IsPlugged { get; set; }

    public long ClockMovedMilliseconds { get; set; }

    /// <summary>Lets time go by, on both clocks.</summary>
    public void Rest(TimeSpan time) => _milliseconds += (long)time.TotalMilliseconds;

    public DateTimeOffset Now => new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.Zero).AddMilliseconds(_milliseconds++ + ClockMovedMilliseconds);

    public long MonotonicMilliseconds => _milliseconds;

    public string BootId { get; set; } = "boot-1";

    public string Description => "test machine";

    public IReadOnlyList<NetworkInterfaceView> Interfaces() => [new NetworkInterfaceView("eth0", IsPlugged, IsPlugged)];
}
