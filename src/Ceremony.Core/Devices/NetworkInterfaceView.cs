using Ceremony.Core.Json;

namespace Ceremony.Core.Devices;

/// <summary>A network interface as the kernel describes it.</summary>
/// <param name="Name">Such as <c>eth0</c>.</param>
/// <param name="IsUp">Whether it is administratively up.</param>
/// <param name="HasCarrier">Whether it has a link.</param>
public sealed record NetworkInterfaceView(string Name, bool IsUp, bool HasCarrier)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "name", Name }, { "up", IsUp }, { "carrier", HasCarrier } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static NetworkInterfaceView FromJson(JsonMap json) => new(json.Text("name"), json["up"].AsBool(), json["carrier"].AsBool());
}
