using Ceremony.Core.Json;

namespace Ceremony.Core.Desk;

/// <summary>Somebody in the room.</summary>
/// <param name="Role"><c>operator</c>, <c>officer</c>, <c>witness</c>, <c>auditor</c> or <c>guest</c>.</param>
/// <param name="Number">1, 2, … among those of the role.</param>
/// <param name="Name">The name, as on the identity document.</param>
public sealed record Person(string Role, long Number, string Name)
{
    /// <summary>Role and number as scripts name them, such as <c>officer 1</c>.</summary>
    public string Seat => $"{Role} {Number}";

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "role", Role }, { "number", Number }, { "name", Name } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static Person FromJson(JsonMap json) => new(json.Text("role"), json.Number("number"), json.Text("name"));
}
