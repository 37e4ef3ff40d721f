using Ceremony.Core.Devices;

namespace Ceremony.Foresight;

/// <summary>A machine whose clock is right and goes on a little at each look, with no network at all.</summary>
/// <param name="begin">What the clock shows at first.</param>
internal sealed class SimulatedMachine(DateTimeOffset begin) : IMachine
{
    private long _milliseconds;

    /// <inheritdoc/>
    public DateTimeOffset Now => begin.AddMilliseconds(++_milliseconds);

    /// <inheritdoc/>
    public long MonotonicMilliseconds => _milliseconds;

    /// <inheritdoc/>
    public string BootId => "00000000-0000-4000-8000-000000000000";

    /// <inheritdoc/>
    public string Description => "simulated machine";

    /// <inheritdoc/>
    public IReadOnlyList<NetworkInterfaceView> Interfaces() => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Swaps() => [];

    /// <inheritdoc/>
    public bool LocksMemory => true;

    /// <inheritdoc/>
    public TerminalView? Terminal => new("/dev/tty1", 80, 25, IsConsole: true);
}
