using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A token before and after its user PIN is set anew.</summary>
internal static class UnblockPinScreens
{
    public static Screen Propose(TokenView token) => new(
        "Set a user PIN anew",
        new TextBlock($"The security officer of {Hostile.Escape(token.Label)} logs in, and whoever will use the token chooses a new user PIN. Nothing else on the token changes."),
        Facts(token))
    {
        Help = "Compare the token with the paper script. The former user PIN is void once the new one is set.",
    };

    public static Screen Set(TokenView token) => new(
        "The user PIN is set",
        new TextBlock($"The new user PIN of {Hostile.Escape(token.Label)} holds from now on. Cross out the former one where it is written down."),
        Facts(token))
    {
        Help = "Nothing is asked of you. Enter goes on.",
    };

    private static FactsBlock Facts(TokenView token) => new(
        [
            .. TokenFacts.Of(token),
            new Detail("user PIN", TokenFacts.Pin(token.Pin)),
            new Detail("security officer's PIN", TokenFacts.Pin(token.SecurityOfficerPin)),
        ]);
}
