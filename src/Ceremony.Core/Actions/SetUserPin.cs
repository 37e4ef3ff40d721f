using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>
/// Sets a token's user PIN (PKCS#11 v2.40 §5.6 C_InitPIN), which whoever will use it chooses and types twice; the security officer's PIN is needed for it. Whatever PIN there was is void, and a locked one is locked
/// no more. What is done again sets another.
/// </summary>
/// <param name="Token">The token.</param>
public sealed record SetUserPin(TokenRef Token) : CeremonyAction<TokenReceipt>
{
    internal const string ActionName = "set-user-pin";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new SecurityOfficerLogin(Token), new NewPin(Token, PinOf.User)];

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A PIN is set";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Set a new user PIN on {words.Token(Token)}, by the login of its security officer.";

    /// <inheritdoc/>
    public override TokenReceipt ReadReceipt(JsonMap json) => TokenReceipt.FromJson(json);

    internal static SetUserPin Read(JsonMap json) => new(new TokenRef(json.Text("token")));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name } };
}
