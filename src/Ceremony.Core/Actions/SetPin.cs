using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Sets a random PIN on a card and shows it to its holder alone, who types it back. Setting and showing are one action: a PIN that was not
/// read back is void, and another is set in its place.
/// </summary>
/// <param name="Token">The card.</param>
/// <param name="Holder">The holder's name.</param>
/// <param name="Digits">How many decimal digits: 6 to 8.</param>
/// <param name="ChosenByHolder">Whether the holder types a PIN of their own, twice, instead of being shown a random one.</param>
public sealed record SetPin(TokenRef Token, string Holder, int Digits, bool ChosenByHolder) : CeremonyAction<PinReceipt>
{
    internal const string ActionName = "set-pin";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new SecurityOfficerLogin(Token), .. ChosenByHolder ? (PinNeed[])[new ChosenPin(Token, Holder)] : []];

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A PIN is set";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => ChosenByHolder
        ? $"Have {Safe(Holder)} choose the PIN of {words.Token(Token)}."
        : $"Set a random PIN of {Digits} digits on {words.Token(Token)} and show it to {Safe(Holder)} alone.";

    /// <inheritdoc/>
    public override PinReceipt ReadReceipt(JsonMap json) => PinReceipt.FromJson(json);

    internal static SetPin Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("holder"), (int)json.Number("digits"), json["chosen-by-holder"].AsBool());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name }, { "holder", Holder }, { "digits", Digits }, { "chosen-by-holder", ChosenByHolder } };
}
