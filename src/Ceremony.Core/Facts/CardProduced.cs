using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A card is pre-personalised: it holds keys, and a subject is registered for it.</summary>
/// <param name="Token">The card in the script.</param>
/// <param name="Number">The number printed on the card.</param>
/// <param name="TokenSerial">The token's own serial number.</param>
/// <param name="Subject">The registered subject: the holder's name.</param>
/// <param name="TokenProcedure">The token procedure it was produced by.</param>
/// <param name="Keys">Its keys.</param>
public sealed record CardProduced(
    TokenRef Token,
    string Number,
    string TokenSerial,
    string Subject,
    string TokenProcedure,
    IReadOnlyList<CardKey> Keys) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Cards produced";

    internal const string FactName = "card-produced";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CardProduced Read(JsonMap json) => new(
        new TokenRef(json.Text("token")),
        json.Text("number"),
        json.Text("token-serial"),
        json.Text("subject"),
        json.Text("token-procedure"),
        [.. json["keys"].AsList().Select(each => CardKey.FromJson(each.AsMap()))]);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "number", Number },
        { "token-serial", TokenSerial },
        { "subject", Subject },
        { "token-procedure", TokenProcedure },
        { "keys", new JsonList(Keys.Select(each => (JsonValue)each.ToJson())) },
    };
}
