using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a PIN of a token is neither changed nor set anew, or not known to be.</summary>
internal static class PinRefusals
{
    public static StepResult NotSet(TokenEntry token) => new StepResult.Refused(
        "pin-not-set",
        token.Use == TokenUse.Card ? $"The card {token.Called} has no PIN yet; its holder gets one when the card is personalised." : $"The token {token.Called} has no user PIN.",
        token.Use == TokenUse.Card ? "Abort and have this step placed after the one that personalises the card." : "Have its security officer set one (\"ceremony unblock-pin\"), then try again; or abort and have a step unblock-pin added.");

    public static StepResult NotPersonalised(string token) => new StepResult.Refused(
        "card-not-personalised",
        $"The card \"{token}\" is produced in this ceremony and not personalised yet, so nobody has a PIN of it.",
        "Abort and have this step placed after the one that personalises the card.");

    public static StepResult Locked(TokenEntry token, PinOf of) => new StepResult.Refused(
        "pin-locked",
        $"The {of.Pin()} of {token.Called} is locked, so it cannot be changed.",
        of == PinOf.User ? "Have its security officer set another (\"ceremony unblock-pin\"), then try again; or abort and have a step unblock-pin added." : "Only initialising the token again helps, which destroys everything on it: abort.");

    public static StepResult StillNotSet(TokenEntry token, PinState state) => new StepResult.Refused(
        "pin-not-as-set",
        $"The user PIN of {token.Called} was set, but the token says of it: {TokenFacts.Pin(state)}.",
        "Look at the token's list (F5) and find out what it did, then try again, or abort.");

    /// <summary>What speaks against a token whose PIN is to be changed or set anew; null where nothing does.</summary>
    public static StepResult? Refuse(TokenEntry entry, TokenView token, Registry registry, PinOf of, bool isChanged) => token switch
    {
        { Initialised: false } => Refusals.NotInitialised(entry),
        _ when of == PinOf.User && IsOnlyProduced(registry, entry.Ref) => NotPersonalised(entry.Ref.Name),
        { Pin: PinState.NotSet } when of == PinOf.User && (isChanged || entry.Use == TokenUse.Card) => NotSet(entry),
        _ when isChanged && of.StateIn(token) == PinState.Locked => Locked(entry, of),
        _ => null,
    };

    /// <summary>The same, as far as the text of a script tells.</summary>
    public static IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier, string field) =>
        step.Text(field) is { } token && Of(earlier, "produce-cards", token).Any() && !Of(earlier, "personalise-card", token).Any() ? NotPersonalised(token).At(step, field) : [];

    private static IEnumerable<ToldStep> Of(IEarlierSteps earlier, string kind, string token) => earlier.OfKind(kind).Where(each => Telling.AreSame(each.Named("token"), token) != false);

    // Until its holder has a PIN, a card is worked on under one that nobody knows.
    private static bool IsOnlyProduced(Registry registry, TokenRef token) =>
        registry.Find<CardProduced>(each => each.Token == token) is not null && registry.Find<CardPersonalised>(each => each.Token == token) is null;
}
