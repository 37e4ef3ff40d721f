using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>
/// Replaces a PIN of a token by another (PKCS#11 v2.40 §5.6 C_SetPIN), which whoever knows the present one chooses and types twice. After an interruption nobody can see which of the two holds:
/// it is asked for once more, and the change is made again.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Of">Which of its PINs.</param>
public sealed record ChangePin(TokenRef Token, PinOf Of) : CeremonyAction<TokenReceipt>
{
    internal const string ActionName = "change-pin";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new PresentPin(Token, Of), new NewPin(Token, Of)];

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A PIN is changed";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Change the {Of.Pin()} of {words.Token(Token)}.";

    /// <inheritdoc/>
    public override TokenReceipt ReadReceipt(JsonMap json) => TokenReceipt.FromJson(json);

    internal static ChangePin Read(JsonMap json) => new(new TokenRef(json.Text("token")), PinOfWords.Read(json.Text("of")));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name }, { "of", Of.Name() } };
}
