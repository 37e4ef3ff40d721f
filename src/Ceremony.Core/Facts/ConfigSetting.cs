using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A setting as it stands in a configuration file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null where it is a PIN.</param>
public sealed record ConfigSetting(string Name, string? Value)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "name", Name }, { "value", Value is null ? null : new JsonText(Value) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ConfigSetting FromJson(JsonMap json) => new(json.Text("name"), json.Find("value")?.AsText());
}
