using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A token before and after a PIN of it is changed.</summary>
internal static class ChangePinScreens
{
    public static Screen Propose(TokenView token, PinOf of) => new(
        "Change a PIN",
        new TextBlock($"Whoever knows the {of.Pin()} of {Hostile.Escape(token.Label)} changes it: the present PIN is typed once, the new one twice."),
        new FactsBlock([.. TokenFacts.Of(token), State(token, of)]))
    {
        Help = "Compare the token with the paper script. The present PIN is void once it is changed; nobody but whoever types the new one knows it.",
    };

    public static Screen Changed(TokenView token, PinOf of) => new(
        "The PIN is changed",
        new TextBlock($"The new {of.Pin()} of {Hostile.Escape(token.Label)} holds from now on. Cross out the former one where it is written down."),
        new FactsBlock([.. TokenFacts.Of(token), State(token, of)]))
    {
        Help = "Nothing is asked of you. Enter goes on.",
    };

    private static Detail State(TokenView token, PinOf of) => new(of.Pin(), TokenFacts.Pin(of.StateIn(token)));
}
