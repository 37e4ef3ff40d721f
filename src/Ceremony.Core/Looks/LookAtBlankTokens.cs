using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Looks;

/// <summary>Looks for the blank token that is to become one of the script's, and whether that one is there already.</summary>
/// <param name="Token">The token as it will be.</param>
/// <param name="Slot">The name of the slot that the blank one is in; null for any.</param>
/// <param name="Serial">Its serial number before it is initialised; null for any.</param>
public sealed record LookAtBlankTokens(TokenRef Token, string? Slot, string? Serial) : Look<BlankTokens>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new()
    {
        { "look", "blank-tokens" },
        { "token", Token.Name },
        { "slot", Slot is null ? null : new JsonText(Slot) },
        { "serial", Serial is null ? null : new JsonText(Serial) },
    };

    /// <inheritdoc/>
    public override BlankTokens Read(JsonValue seen) => BlankTokens.FromJson(seen.AsMap());
}

/// <summary>The blank tokens that fit, and whether the token that one of them is to become is there already.</summary>
/// <param name="IsThere">Whether an initialised token is there that fits the script's URI.</param>
/// <param name="Blank">The blank ones.</param>
public sealed record BlankTokens(bool IsThere, IReadOnlyList<BlankSeen> Blank)
{
    /// <summary>What is seen of one moment.</summary>
    public static BlankTokens Of(bool isThere, IEnumerable<BlankToken> blank) => new(isThere, [.. blank.Select(each => new BlankSeen(each.Slot, each.View.Serial, each.View.Manufacturer, each.View.Model))]);

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "initialised", IsThere }, { "blank", new JsonList(Blank.Select(each => (JsonValue)each.ToJson())) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static BlankTokens FromJson(JsonMap json) => new(json["initialised"].AsBool(), [.. json["blank"].AsList().Select(each => BlankSeen.FromJson(each.AsMap()))]);
}

/// <summary>A blank token as it was seen.</summary>
/// <param name="Slot">The name of its slot.</param>
/// <param name="Serial">Its serial number; empty where it tells none.</param>
/// <param name="Manufacturer">The manufacturer.</param>
/// <param name="Model">The model.</param>
public sealed record BlankSeen(string Slot, string Serial, string Manufacturer, string Model)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "slot", Slot }, { "serial", Serial }, { "manufacturer", Manufacturer }, { "model", Model } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static BlankSeen FromJson(JsonMap json) => new(json.Text("slot"), json.Text("serial"), json.Text("manufacturer"), json.Text("model"));
}
