using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>What PKCS#11 says about a token's PIN (CK_TOKEN_INFO.flags; PKCS#11 v2.40 §3.2). It knows flags, not counts.</summary>
public enum PinState
{
    /// <summary>The user PIN was never set.</summary>
    NotSet,

    /// <summary>Set, and no wrong try since the last right one.</summary>
    Set,

    /// <summary>At least one wrong try since the last right one.</summary>
    CountLow,

    /// <summary>One more wrong try locks it.</summary>
    FinalTry,

    /// <summary>Locked.</summary>
    Locked,
}

/// <summary>A token as it was seen at one moment.</summary>
/// <param name="Label">The label, without trailing blanks.</param>
/// <param name="Serial">The serial number, without trailing blanks.</param>
/// <param name="Manufacturer">The manufacturer.</param>
/// <param name="Model">The model.</param>
/// <param name="Firmware">The firmware version, such as "2.6".</param>
/// <param name="Initialised">Whether C_InitToken was done.</param>
/// <param name="Pin">The user PIN's state.</param>
/// <param name="SecurityOfficerPin">The security officer PIN's state.</param>
/// <param name="Objects">The objects seen: all after a login, only the public ones before. Null where they were not asked for.</param>
public sealed record TokenView(
    string Label,
    string Serial,
    string Manufacturer,
    string Model,
    string Firmware,
    bool Initialised,
    PinState Pin,
    PinState SecurityOfficerPin,
    IReadOnlyList<TokenObject>? Objects)
{
    /// <summary>What else it says of itself now; not part of the record.</summary>
    public TokenFlags Flags { get; init; } = new();

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "label", Label },
        { "serial", Serial },
        { "manufacturer", Manufacturer },
        { "model", Model },
        { "firmware", Firmware },
        { "initialised", Initialised },
        { "pin", Pin.ToString() },
        { "so-pin", SecurityOfficerPin.ToString() },
        { "objects", Objects is null ? null : new JsonList(Objects.Select(each => (JsonValue)each.ToJson())) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static TokenView FromJson(JsonMap json) => new(
        json.Text("label"),
        json.Text("serial"),
        json.Text("manufacturer"),
        json.Text("model"),
        json.Text("firmware"),
        json["initialised"].AsBool(),
        ReadPin(json.Text("pin")),
        ReadPin(json.Text("so-pin")),
        json.Find("objects")?.AsList().Select(each => TokenObject.FromJson(each.AsMap())).ToList());

    private static PinState ReadPin(string name) =>
        Enum.TryParse(name, out PinState state) ? state : throw new JsonFormatException($"the PIN state \"{name}\" is not known");
}
