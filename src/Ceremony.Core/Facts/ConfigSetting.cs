using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A setting as it stands in a configuration file, or that stands there no longer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null where it is a PIN, or was taken out.</param>
public sealed record ConfigSetting(string Name, string? Value)
{
    /// <summary>Whether it was taken out: then no line sets it.</summary>
    public bool Removed { get; init; }

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "name", Name }, { "value", Value is null ? null : new JsonText(Value) }, { "removed", Removed ? new JsonBool(true) : null } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ConfigSetting FromJson(JsonMap json) => new(json.Text("name"), json.Find("value")?.AsText()) { Removed = json.Find("removed")?.AsBool() == true };
}
