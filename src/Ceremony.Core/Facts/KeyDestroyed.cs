using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A key is gone from the key registry and from its token.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Token">The token that held it.</param>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Id">CKA_ID, lower-case hex.</param>
public sealed record KeyDestroyed(string Key, TokenRef Token, string TokenSerial, string Id) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Keys destroyed";

    internal const string FactName = "key-destroyed";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static KeyDestroyed Read(JsonMap json) => new(
        json.Text("key"),
        new TokenRef(json.Text("token")),
        json.Text("token-serial"),
        json.Text("id"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "token", Token.Name },
        { "token-serial", TokenSerial },
        { "id", Id },
    };
}
