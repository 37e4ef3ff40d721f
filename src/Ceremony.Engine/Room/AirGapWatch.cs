using Ceremony.Core.Devices;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Notices when a network interface comes up or goes down, and writes a line of it at once; also while a screen waits.</summary>
internal sealed class AirGapWatch(RunPorts ports, Recorder recorder)
{
    // An interface that comes and goes must not fill the record; whether one is up is asked before each step and each question all the same.
    private const int MostTold = 2000;
    private string _known = "";
    private int _told;

    /// <summary>Looks now. The names of the interfaces that are up, or an empty text.</summary>
    public string Notice(string? step)
    {
        string up = Up();
        if (up != _known && ++_told <= MostTold)
        {
            _known = up;
            recorder.Append(new Note(up.Length == 0 ? "Every network interface is down." : $"A network interface is up: {up}."), step, null);
        }

        return up;
    }

    /// <summary>The names of those that are up, as they stand in the record.</summary>
    public static string Names(IEnumerable<NetworkInterfaceView> interfaces) => string.Join(", ", interfaces.Where(each => each.IsUp).Select(each => each.Name));

    private string Up()
    {
        try
        {
            return Names(ports.Machine.Interfaces());
        }
        catch (DeviceFault fault)
        {
            return $"unknown ({fault.Code})";
        }
    }
}
