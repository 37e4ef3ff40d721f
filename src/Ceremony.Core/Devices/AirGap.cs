namespace Ceremony.Core.Devices;

/// <summary>Whether a machine is cut off from every network.</summary>
public static class AirGap
{
    /// <summary>Whether no interface is up; null where the kernel does not say.</summary>
    public static bool? Of(IMachine machine)
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
