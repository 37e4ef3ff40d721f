using Ceremony.Core.Devices;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Notices when a network interface comes up or goes down, and writes a line of it at once; also while a screen waits.</summary>
internal sealed class AirGapWatch(RunPorts ports, Recorder recorder)
{
    // An interface that comes and goes must not fill the record; whether one is up is asked before each step and each question all the same.
    private const int MostTold = 2000;
    private IReadOnlyList<string>? _told;
    private int _count;

    /// <summary>Looks now. The names of the interfaces that are up.</summary>
    public IReadOnlyList<string> Notice(string? step)
    {
        IReadOnlyList<string> up = Up();
        _told ??= NetworkHistory.Of(recorder.Lines).Up;
        if (!up.SequenceEqual(_told) && ++_count <= MostTold)
        {
            _told = up;
            recorder.Append(new NetworkChanged(up), step, null);
        }

        return up;
    }

    /// <summary>The names of those that are up.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<NetworkInterfaceView> interfaces) => [.. interfaces.Where(each => each.IsUp).Select(each => each.Name)];

    private IReadOnlyList<string> Up()
    {
        try
        {
            return Names(ports.Machine.Interfaces());
        }
        catch (DeviceFault fault)
        {
            return [$"unknown ({fault.Code})"];
        }
    }
}
