using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Initialises a blank token.</summary>
/// <param name="Token">The token that it becomes.</param>
/// <param name="Slot">The name of the slot that it is in; null for any.</param>
/// <param name="Serial">Its serial number before; null for any.</param>
internal sealed record InitialiseTokenStep(TokenRef Token, string? Slot, string? Serial) : IStep
{
    /// <inheritdoc/>
    public string Title => $"initialise {Token}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"initialises a blank token as {Token} and has its PINs chosen", 1) { Initialises = Token };

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) =>
    [
        new Need<BlankTokens>(
            $"a blank token for {token(Token).Called}",
            Look,
            seen => InitialiseTokenRefusals.Refuse(this, token(Token), seen),
            seen => $"in the slot \"{seen.Blank[0].Slot}\", {(seen.Blank[0].Serial.Length == 0 ? "without a serial number" : $"serial {seen.Blank[0].Serial}")}, {seen.Blank[0].Model}"),
    ];

    private LookAtBlankTokens Look => new(Token, Slot, Serial);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenEntry entry = desk.Token(Token);
        BlankTokens seen = await desk.Look(Look);
        if (InitialiseTokenRefusals.Refuse(this, entry, seen) is { } unfit)
            return unfit;

        BlankSeen blank = seen.Blank[0];
        var initialise = new InitialiseToken(Token, blank.Slot, blank.Serial);

        // A card's holder is given a PIN when the card is personalised.
        SetUserPin? setPin = entry.Use == TokenUse.Hsm ? new SetUserPin(Token) : null;
        if (await desk.Approve(InitialiseTokenScreens.Propose(entry, blank), [initialise, .. setPin is null ? (CeremonyAction[])[] : [setPin]]) is not { } approval)
            return Refusals.Declined($"the initialising of the token {entry.Called}");

        TokenReceipt made = await desk.Perform(approval, initialise, made => InitialiseTokenRefusals.Otherwise(entry, made));
        if (setPin is not null)
            await desk.Perform(approval, setPin, set => set.TokenSerial == made.TokenSerial ? null : SigningKey.OtherToken(entry));

        TokenView after = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (InitialiseTokenRefusals.Unfinished(entry, made, after) is { } unfinished)
            return unfinished;

        await desk.Show(InitialiseTokenScreens.Made(entry, after));
        return new StepResult.Done(new TokenInitialised(Token, made.Label, made.TokenSerial, made.Model, blank.Slot, blank.Serial));
    }
}
