namespace Ceremony.Core.Devices;

/// <summary>Which network interfaces are up.</summary>
/// <param name="AirGap">Whether none is; null where the kernel does not say.</param>
/// <param name="Up">Those that the script does not name.</param>
/// <param name="UpByScript">Those that it names.</param>
public sealed record NetworkState(bool? AirGap, IReadOnlyList<string> Up, IReadOnlyList<string> UpByScript)
{
    /// <summary>As the machine is now.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="named">The interfaces that may be up, as the script names them.</param>
    public static NetworkState Of(IMachine machine, IReadOnlyList<string> named)
    {
        try
        {
            ILookup<bool, string> up = machine.Interfaces().Where(each => each.IsUp).ToLookup(each => named.Contains(each.Name), each => each.Name);
            return new NetworkState(up.Count == 0, [.. up[false]], [.. up[true]]);
        }
        catch (DeviceFault)
        {
            return new NetworkState(null, [], []);
        }
    }
}
