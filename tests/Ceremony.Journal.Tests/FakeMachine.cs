using Ceremony.Core.Devices;

namespace Ceremony.Journal.Tests;

/// <summary>A machine whose clock moves a second at each look, so that lines differ and tests do not.</summary>
internal sealed class FakeMachine : IMachine
{
    private int _seconds;

    public DateTimeOffset Now => new DateTimeOffset(2026, 3, 1, 14, 2, 11, 123, TimeSpan.Zero).AddSeconds(_seconds++);

    public long MonotonicMilliseconds => 1000 * _seconds;

    public string BootId => "5a1ba1d8-0d3f-4cf3-8a5d-2a44f0b1d001";

    public string Description => "a machine of the tests";

    public IReadOnlyList<NetworkInterfaceView> Interfaces() => [];
}
