using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A key pair stands in the key registry, in use.</summary>
/// <param name="Key">The key's name: its CKA_LABEL.</param>
/// <param name="Token">The token that holds it.</param>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Id">CKA_ID, lower-case hex: the Identifier in the key registry.</param>
/// <param name="Algorithm">Such as <c>rsa-4096</c>.</param>
/// <param name="Usage">What the private half may do.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="Attributes">The CKA_ booleans of the private half that are true.</param>
public sealed record KeyGenerated(
    string Key,
    TokenRef Token,
    string TokenSerial,
    string Id,
    string Algorithm,
    IReadOnlyList<string> Usage,
    byte[] PublicKey,
    IReadOnlyList<string> Attributes) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Keys";

    internal const string FactName = "key-generated";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static KeyGenerated Read(JsonMap json) => new(
        json.Text("key"),
        new TokenRef(json.Text("token")),
        json.Text("token-serial"),
        json.Text("id"),
        json.Text("algorithm"),
        json.Texts("usage"),
        json.Bytes("public-key"),
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
        { "public-key", Convert.ToBase64String(PublicKey) },
        { "attributes", JsonList.OfText(Attributes) },
    };
}
