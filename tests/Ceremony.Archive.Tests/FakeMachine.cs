using Ceremony.Core.Devices;

namespace Ceremony.Archive.Tests;

/// <summary>A machine whose clock moves seven seconds at each look.</summary>
internal sealed class FakeMachine : IMachine
{
    private int _looks;

    public DateTimeOffset Now => new DateTimeOffset(2026, 3, 1, 14, 2, 11, 123, TimeSpan.Zero).AddSeconds(7 * _looks++);

    public long MonotonicMilliseconds => 7000L * _looks;

    public string BootId => "5a1ba1d8-0d3f-4cf3-8a5d-2a44f0b1d001";

    public string Description => "the machine of the tests";

    public IReadOnlyList<NetworkInterfaceView> Interfaces() => [];
}
