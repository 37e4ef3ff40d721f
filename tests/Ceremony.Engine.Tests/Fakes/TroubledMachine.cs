using Ceremony.Core.Devices;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A machine, any of whose calls may throw what nobody foresaw.</summary>
internal sealed class TroubledMachine(IMachine machine, Trouble trouble) : IMachine
{
    public DateTimeOffset Now => trouble.Of(() => machine.Now);

    public long MonotonicMilliseconds => trouble.Of(() => machine.MonotonicMilliseconds);

    public string BootId => trouble.Of(() => machine.BootId);

    public string Description => trouble.Of(() => machine.Description);

    public IReadOnlyList<NetworkInterfaceView> Interfaces() => trouble.Of(machine.Interfaces);

    public IReadOnlyList<string> Swaps() => trouble.Of(machine.Swaps);

    public bool LocksMemory => trouble.Of(() => machine.LocksMemory);

    public TerminalView? Terminal => trouble.Of(() => machine.Terminal);
}
