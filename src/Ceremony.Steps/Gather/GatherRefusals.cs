using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Gather;

/// <summary>Why the people in the room are not accepted.</summary>
internal static class GatherRefusals
{
    /// <summary>One person cannot control another who is the same; null where every name stands once.</summary>
    public static StepResult? TwoSeats(IReadOnlyList<Person> people)
    {
        IGrouping<string, Person>? twice = people.GroupBy(person => person.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new StepResult.Refused(
            "same-person",
            $"{twice.Key} is named both as {twice.First().Seat} and as {twice.ElementAt(1).Seat}.",
            "Name another person for one of the seats; if two people bear the same name, add what tells them apart.");
    }
}
