using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Initialises a blank token (PKCS#11 v2.40 §5.5 C_InitToken) under the label that the script names, with a security officer PIN that its custodian chooses. It has no user PIN then:
/// <see cref="SetUserPin"/> sets it.
/// </summary>
/// <param name="Token">The token as it will be.</param>
/// <param name="Slot">The name of the slot that the blank one is in.</param>
/// <param name="TokenSerial">The blank one's serial number, which may be another afterwards; empty where it tells none.</param>
public sealed record InitialiseToken(TokenRef Token, string Slot, string TokenSerial) : CeremonyAction<TokenReceipt>
{
    internal const string ActionName = "initialise-token";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override bool BringsToken => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new FirstPin(Token, Slot, TokenSerial)];

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A token is initialised";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Initialise the blank token in the slot \"{Safe(Slot)}\"{(TokenSerial.Length == 0 ? "" : $", serial number {Safe(TokenSerial)},")} as {words.Token(Token)}, with a new security officer PIN.";

    /// <inheritdoc/>
    public override TokenReceipt ReadReceipt(JsonMap json) => TokenReceipt.FromJson(json);

    internal static InitialiseToken Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("slot"), json.Text("token-serial"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name }, { "slot", Slot }, { "token-serial", TokenSerial } };
}
