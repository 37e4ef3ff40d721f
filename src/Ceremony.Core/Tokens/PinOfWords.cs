using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>The words for the two PINs of a token.</summary>
public static class PinOfWords
{
    /// <summary>Both names, as scripts and the journal have them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["user", "security-officer"];

    /// <summary>The name: <c>user</c>, <c>security-officer</c>.</summary>
    public static string Name(this PinOf of) => Names[(int)of];

    /// <summary>The PIN in a sentence: "user PIN", "security officer PIN".</summary>
    public static string Pin(this PinOf of) => of == PinOf.User ? "user PIN" : "security officer PIN";

    /// <summary>The same at the beginning of a sentence.</summary>
    public static string CapitalPin(this PinOf of) => of == PinOf.User ? "User PIN" : "Security officer PIN";

    /// <summary>What a token says of that PIN.</summary>
    public static PinState StateIn(this PinOf of, TokenView view) => of == PinOf.User ? view.Pin : view.SecurityOfficerPin;

    /// <summary>Whose PIN a name means. Throws <see cref="JsonFormatException"/> for any other name.</summary>
    public static PinOf Read(string name) => name switch
    {
        "user" => PinOf.User,
        "security-officer" => PinOf.SecurityOfficer,
        _ => throw new JsonFormatException($"\"{name}\" is neither of the two PINs of a token"),
    };
}
