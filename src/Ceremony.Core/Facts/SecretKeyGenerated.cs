using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A secret key stands in the key registry, in use.</summary>
/// <param name="Key">The key's name: its CKA_LABEL.</param>
/// <param name="Token">The token that holds it.</param>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Id">CKA_ID, lower-case hex: the Identifier in the key registry.</param>
/// <param name="Algorithm">Such as <c>aes-256</c>.</param>
/// <param name="Usage">What the key may do.</param>
/// <param name="Attributes">The CKA_ booleans that are true.</param>
public sealed record SecretKeyGenerated(
    string Key,
    TokenRef Token,
    string TokenSerial,
    string Id,
    string Algorithm,
    IReadOnlyList<string> Usage,
    IReadOnlyList<string> Attributes) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Secret keys";

    internal const string FactName = "secret-key-generated";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static SecretKeyGenerated Read(JsonMap json) => new(
        json.Text("key"),
        new TokenRef(json.Text("token")),
        json.Text("token-serial"),
        json.Text("id"),
        json.Text("algorithm"),
        json.Texts("usage"),
        json.Texts("attributes"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "token", Token.Name },
        { "token-serial", TokenSerial },
        { "id", Id },
        { "algorithm", Algorithm },
        { "usage", JsonList.OfText(Usage) },
        { "attributes", JsonList.OfText(Attributes) },
    };
}
