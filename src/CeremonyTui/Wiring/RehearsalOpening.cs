using Ceremony.Core.Screens;
using Ceremony.Foresight;
using Ceremony.Scripts;

namespace CeremonyTui.Wiring;

/// <summary>The first screen of a rehearsal: what will happen, who plays whom, and how long it takes. Whoever has only typed <c>make run</c> knows none of that.</summary>
internal static class RehearsalOpening
{
    /// <summary>The screen.</summary>
    /// <param name="script">The script.</param>
    /// <param name="given">The parameters that are known already.</param>
    /// <param name="folder">The ceremony's folder.</param>
    public static Screen Of(Script script, IReadOnlyDictionary<string, string> given, string folder)
    {
        Forecast? forecast = UsualForecast.Of(script, given);
        return new Screen(
            "A rehearsal",
            new TextBlock($"This is an exercise of: {Hostile.Escape(script.Title)}. It goes from the first step to the sealed record, as the real thing does. Tokens, cards and servers are made for it, in a new folder, "
                + "which can be deleted afterwards. Nothing else on this machine is changed."),
            new FactsBlock(
                new Detail("the folder", Hostile.EscapeRest(folder)),
                new Detail("who takes part", $"{People(script)}; you can play them all. Each screen says who is meant, and what to type"),
                new Detail("first", "the parameters; whatever fits will do. Then all the steps in a list"),
                new Detail("then", forecast is null ? $"up to {script.Steps.Count()} steps" : $"about {forecast.Steps.Count} steps; the officers confirm about {forecast.Confirmations} times"),
                new Detail("at the end", "a signed archive, and the command that verifies it"),
                new Detail("how long", forecast is null ? "an hour or so" : $"about {forecast.RehearsalMinutes} minutes for one person who reads the screens"),
                new Detail("in between", "F10 leaves the program at any time; \"ceremony resume\" goes on where you were")))
        {
            Help = "Nothing has been made yet. Enter goes on to the parameters. F10 leaves the program.",
        };
    }

    private static string People(Script script) => string.Join(", ", script.People.Select(each => $"{each.Count} {each.Role}{(each.Count == 1 ? "" : "s")}"));
}
