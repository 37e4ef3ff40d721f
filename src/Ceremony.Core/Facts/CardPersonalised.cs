using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A card carries its certificates, and its holder alone knows its PIN; or certificates of a card that is personalised already were renewed, and its PIN stayed.</summary>
/// <param name="Token">The card in the script.</param>
/// <param name="Number">The number printed on the card.</param>
/// <param name="Holder">The holder's name.</param>
public sealed record CardPersonalised(TokenRef Token, string Number, string Holder) : CeremonyFact
{
    /// <summary>What was done for each of its keys, in the card's order. Null where a journal of an earlier edition does not tell.</summary>
    public IReadOnlyList<CardKeyAction>? Keys { get; init; } = [];

    /// <summary>Whether certificates of a card that was personalised before were renewed.</summary>
    public bool IsRenewal => CardKeyAction.Renews(Keys ?? []);

    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Cards personalised";

    internal const string FactName = "card-personalised";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CardPersonalised Read(JsonMap json) => new(
        new TokenRef(json.Text("token")),
        json.Text("number"),
        json.Text("holder"))
    {
        Keys = json.Find("keys") is { } keys ? [.. keys.AsList().Select(each => CardKeyAction.FromJson(each.AsMap()))] : null,
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "number", Number },
        { "holder", Holder },
        { "keys", Keys is null ? null : new JsonList(Keys.Select(each => (JsonValue)each.ToJson())) },
    };
}
