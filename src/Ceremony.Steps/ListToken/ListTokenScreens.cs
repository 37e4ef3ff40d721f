using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A token as it is listed.</summary>
internal static class ListTokenScreens
{
    public static Screen List(ListTokenStep step, TokenView token) => new(
        "What is on the token",
        new TextBlock(Sentence(step, token)),
        new FactsBlock(
        [
            .. TokenFacts.Of(token),
            new Detail("initialised", StepWords.YesNo(token.Initialised)),
            new Detail("user PIN", TokenFacts.Pin(token.Pin)),
            new Detail("security officer's PIN", TokenFacts.Pin(token.SecurityOfficerPin)),
        ]),
        TokenFacts.Objects(token))
    {
        Help = "Compare the token and its objects with the paper script. An object that nobody can explain is a reason for a note (F2) or an "
            + "exception (F3) before anything is done with this token. Enter goes on.",
    };

    private static string Sentence(ListTokenStep step, TokenView token)
    {
        int count = token.Objects?.Count ?? 0;
        string seen = step.Login ? "" : " that can be seen without its PIN";
        return count == 0
            ? $"The token {Hostile.Escape(token.Label)} holds no objects{seen}."
            : $"The token {Hostile.Escape(token.Label)} holds {StepWords.Count(count, "object")}{seen}.";
    }
}
