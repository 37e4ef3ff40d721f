using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A token's security officer had its user PIN set anew; whatever PIN it had is void.</summary>
/// <param name="Token">The token.</param>
/// <param name="TokenSerial">Its serial number.</param>
public sealed record PinUnblocked(TokenRef Token, string TokenSerial) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "PINs unblocked";

    internal const string FactName = "pin-unblocked";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static PinUnblocked Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("token-serial"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name }, { "token-serial", TokenSerial } };
}
