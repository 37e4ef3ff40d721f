using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>How a token reads on a screen.</summary>
internal static class TokenFacts
{
    /// <summary>Which token it is.</summary>
    public static IReadOnlyList<Detail> Of(TokenView token) =>
    [
        Detail.From("token", token.Label),
        Detail.From("serial", token.Serial),
        Detail.From("model", $"{token.Manufacturer} {token.Model}, firmware {token.Firmware}"),
    ];

    /// <summary>Its objects, one row each.</summary>
    public static TableBlock Objects(TokenView token) => new(
        ["object", "label", "key", "id"],
        [.. (token.Objects ?? []).Select(each => (IReadOnlyList<string>)[each.Class, Hostile.Escape(each.Label), each.Algorithm, Short(each.Id)])]);

    /// <summary>What a token's PIN flags mean.</summary>
    public static string Pin(PinState state) => state switch
    {
        PinState.NotSet => "not set",
        PinState.Set => "set",
        PinState.CountLow => "set; a wrong PIN was tried",
        PinState.FinalTry => "set; one more wrong PIN locks it",
        _ => "locked",
    };

    private static string Short(string id) => id.Length > 16 ? id[..16] + "…" : id;
}
