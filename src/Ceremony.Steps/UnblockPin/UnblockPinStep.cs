using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Sets a token's user PIN anew.</summary>
/// <param name="Token">The token.</param>
internal sealed record UnblockPinStep(TokenRef Token) : IStep
{
    /// <inheritdoc/>
    public string Title => $"set the user PIN of {Token} anew";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the security officer of {Token} set its user PIN anew", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenEntry entry = desk.Token(Token);
        TokenView before = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (PinRefusals.Refuse(entry, before, desk.Registry, PinOf.User, isChanged: false) is { } unfit)
            return unfit;

        var set = new SetUserPin(Token);
        if (await desk.Approve(UnblockPinScreens.Propose(before), set) is not { } approval)
            return Refusals.Declined($"another user PIN of {entry.Called}");

        TokenReceipt done = await desk.Perform(approval, set, done => done.TokenSerial == before.Serial ? null : SigningKey.OtherToken(entry));
        TokenView after = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (after.Serial != before.Serial)
            return SigningKey.OtherToken(entry);
        if (after.Pin is PinState.NotSet or PinState.Locked)
            return PinRefusals.StillNotSet(entry, after.Pin);

        await desk.Show(UnblockPinScreens.Set(after));
        return new StepResult.Done(new PinUnblocked(Token, done.TokenSerial));
    }
}
