using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A card must not be used: its PIN was not read back by its holder and could not be set again.</summary>
/// <param name="Token">The card in the script.</param>
/// <param name="Number">The number printed on the card.</param>
/// <param name="Reason">Why.</param>
public sealed record CardSpoiled(TokenRef Token, string Number, string Reason) : CeremonyFact
{
    internal const string FactName = "card-spoiled";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static CardSpoiled Read(JsonMap json) => new(
        new TokenRef(json.Text("token")),
        json.Text("number"),
        json.Text("reason"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "number", Number },
        { "reason", Reason },
    };
}
