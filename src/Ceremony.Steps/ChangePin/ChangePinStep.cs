using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Changes a PIN of a token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Of">Which of its PINs.</param>
internal sealed record ChangePinStep(TokenRef Token, PinOf Of) : IStep
{
    /// <inheritdoc/>
    public string Title => $"change the {Of.Pin()} of {Token}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the {Of.Pin()} of {Token} changed", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenEntry entry = desk.Token(Token);
        TokenView before = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (PinRefusals.Refuse(entry, before, desk.Registry, Of, isChanged: true) is { } unfit)
            return unfit;

        var change = new ChangePin(Token, Of);
        if (await desk.Approve(ChangePinScreens.Propose(before, Of), change) is not { } approval)
            return Refusals.Declined($"the change of the {Of.Pin()} of {entry.Called}");

        TokenReceipt changed = await desk.Perform(approval, change, changed => changed.TokenSerial == before.Serial ? null : SigningKey.OtherToken(entry));
        TokenView after = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (after.Serial != before.Serial)
            return SigningKey.OtherToken(entry);

        await desk.Show(ChangePinScreens.Changed(after, Of));
        return new StepResult.Done(new PinChanged(Token, changed.TokenSerial, Of));
    }
}
