using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>The screen that tells everybody by name, once they are in the room, how often they will type which PIN.</summary>
internal static class WhoTypes
{
    /// <summary>The screen.</summary>
    /// <param name="pins">What was counted, by seats.</param>
    /// <param name="people">Who is in the room.</param>
    public static Screen Of(IReadOnlyList<ForecastPins> pins, IReadOnlyList<Person> people) => new(
        "Who types which PIN",
        new TextBlock("This is how many PINs each of you types in this ceremony, if nobody mistypes one, tries again, or locks a token early. Whoever is asked more often than that asks why."),
        new FactsBlock([.. pins.Select(each => new Detail(Name(each.Who, people), $"{each.Count} PIN{(each.Count == 1 ? "" : "s")}: {string.Join(", ", each.Uses.Select(use => use.Told))}"))]))
    {
        Help = "The ceremony was gone through in memory beforehand, and these are the PINs that were typed in it. To confirm, each officer types their own PIN, each time; nobody's is remembered. Nothing is asked on this screen: Enter goes on.",
    };

    private static string Name(string seat, IReadOnlyList<Person> people) => people.FirstOrDefault(person => person.Seat == seat) is { } person ? $"{person.Name} ({seat})" : seat;
}
