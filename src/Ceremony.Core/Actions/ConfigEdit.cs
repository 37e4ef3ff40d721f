using Ceremony.Core.Configs;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>One setting that a configuration file is to have, or no longer. A PIN is named by what it opens, never by itself.</summary>
/// <param name="Name">The setting's name, such as <c>cis.ssl.tokenlabel</c>.</param>
public sealed record ConfigEdit(string Name)
{
    /// <summary>Its value, which can be empty; null where it is a PIN or taken out.</summary>
    public string? Value { get; init; }

    /// <summary>The token whose user PIN is the value; null where it is not.</summary>
    public TokenRef? PinOf { get; init; }

    /// <summary>The soft token's file whose PIN is the value; null where it is not.</summary>
    public string? PinOfFile { get; init; }

    /// <summary>The name of the person who knows the PIN of the file; null where it is none.</summary>
    public string? Holder { get; init; }

    /// <summary>Whether every line that sets it is taken out.</summary>
    public bool Removed { get; init; }

    /// <summary>Whether the value is a PIN.</summary>
    public bool IsPin => Value is null && !Removed;

    /// <summary>The file with it.</summary>
    /// <param name="text">The file without.</param>
    /// <param name="pin">What stands for the PIN, where the value is one.</param>
    public ConfigText MadeIn(ConfigText text, string pin) => Removed ? text.Without(Name) : text.With(Name, Value ?? pin);

    /// <summary>The PIN that is asked for; null where the value is none.</summary>
    /// <param name="file">The configuration file.</param>
    public PinNeed? Pin(string file) => (PinOf, PinOfFile) switch
    {
        ({ } token, _) => new UserPinItself(token, $"so that its PIN can be written into {Path.GetFileName(file)}"),
        (null, { } soft) => new SoftTokenPin(soft, Holder ?? ""),
        _ => null,
    };

    /// <summary>What officers read of the value.</summary>
    internal string Told(IActionWords words) => (Value, PinOf) switch
    {
        _ when Removed => "(taken out)",
        ("", _) => "(empty)",
        ({ } value, _) => Wording.Safe(value),
        (null, { } token) => $"the PIN of {words.Token(token)}",
        _ => $"the PIN of {Wording.Safe(PinOfFile ?? "")}",
    };

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "name", Name },
        { "value", Value is null ? null : new JsonText(Value) },
        { "pin-of", PinOf is { } token ? new JsonText(token.Name) : null },
        { "pin-of-file", PinOfFile is null ? null : new JsonText(PinOfFile) },
        { "holder", Holder is null ? null : new JsonText(Holder) },
        { "removed", Removed ? new JsonBool(true) : null },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ConfigEdit FromJson(JsonMap json) => new(json.Text("name"))
    {
        Value = json.Find("value")?.AsText(),
        PinOf = json.Find("pin-of") is { } token ? new TokenRef(token.AsText()) : null,
        PinOfFile = json.Find("pin-of-file")?.AsText(),
        Holder = json.Find("holder")?.AsText(),
        Removed = json.Find("removed")?.AsBool() == true,
    };
}
