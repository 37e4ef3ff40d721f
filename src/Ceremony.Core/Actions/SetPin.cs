using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

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
    /// <inheritdoc/>
    public override string Name => "set-pin";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override PinReceipt ReadReceipt(JsonMap json) => PinReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "token", Token.Name }, { "holder", Holder }, { "digits", Digits }, { "chosen-by-holder", ChosenByHolder } };
}
