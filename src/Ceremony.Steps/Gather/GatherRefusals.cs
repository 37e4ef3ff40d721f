using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why the people in the room are not accepted.</summary>
internal static class GatherRefusals
{
    /// <summary>One person cannot control another who is the same; null where every name occurs once.</summary>
    public static StepResult? TwoSeats(IReadOnlyList<Person> people)
    {
        IGrouping<string, Person>? twice = people.GroupBy(person => PersonName.Folded(person.Name)).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new StepResult.Refused(
            "same-person",
            $"{Hostile.Escape(twice.First().Name)} is named both as {twice.First().Seat} and as {twice.ElementAt(1).Seat}.",
            "Name another person for one of the seats; if two people bear the same name, add what tells them apart.") { Field = twice.ElementAt(1).Seat };
    }

    /// <summary>Whoever came in before and has another seat; null where nobody has.</summary>
    public static StepResult? SeatedElsewhere(IReadOnlyList<Person> people, IReadOnlyList<Person> present, IReadOnlyList<string> seats) =>
        people.SelectMany(person => present.Where(other => !seats.Contains(other.Seat) && PersonName.Folded(other.Name) == PersonName.Folded(person.Name)).Select(other => (person, other)))
            .FirstOrDefault() is ({ } named, { } seated)
                ? new StepResult.Refused(
                    "same-person",
                    $"{Hostile.Escape(named.Name)} is named as {named.Seat}, but is in the room as {seated.Seat} already.",
                    "Record that this person leaves that seat (F4), or name another person; if two people bear the same name, add what tells them apart.") { Field = named.Seat }
                : null;

    /// <summary>A name that looks like another cannot tell two people apart; null where each is plain.</summary>
    public static StepResult? Unclear(IReadOnlyList<Person> people) => people.FirstOrDefault(person => PersonName.Problem(person.Name) is not null) is not { } unclear ? null : new StepResult.Refused(
        "unclear-name",
        $"{StepWords.Capital(Hostile.Escape(PersonName.Problem(unclear.Name)!))}, so it could not be told from another.",
        "Type the name with the plain letters of the identity document.") { Field = unclear.Seat };
}
