using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A PIN of a token is another one now.</summary>
/// <param name="Token">The token.</param>
/// <param name="TokenSerial">Its serial number.</param>
/// <param name="Of">Which of its PINs.</param>
public sealed record PinChanged(TokenRef Token, string TokenSerial, PinOf Of) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "PINs changed";

    internal const string FactName = "pin-changed";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static PinChanged Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("token-serial"), PinOfWords.Read(json.Text("of")));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name }, { "token-serial", TokenSerial }, { "of", Of.Name() } };
}
