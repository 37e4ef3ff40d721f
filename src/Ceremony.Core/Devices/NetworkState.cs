namespace Ceremony.Core.Devices;

/// <summary>The state of a machine's network.</summary>
public static class NetworkState
{
    /// <summary>Whether the machine is cut off from every network, no interface being up; null where the kernel does not say.</summary>
    public static bool? IsCutOff(IMachine machine)
    {
        try
        {
            return machine.Interfaces().All(each => !each.IsUp);
        }
        catch (DeviceFault)
        {
            return null;
        }
    }
}
