using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Who is in the room, and who comes and goes.</summary>
internal sealed class Presence(Recorder recorder, KeptLogins logins)
{
    /// <summary>Who left and is not back, in any seat: each once, as they were recorded last.</summary>
    public static IReadOnlyList<Person> Gone(IReadOnlyList<JournalLine> lines)
    {
        EverHere ever = LineFold.Of<EverHere>(lines);
        return ever.Gone ??= Without(ever.People, [.. Folds.People(lines).Select(person => PersonName.Folded(person.Name))]);
    }

    private static IReadOnlyList<Person> Without(IEnumerable<Person> ever, HashSet<string> here) =>
        [.. ever.Reverse().DistinctBy(person => PersonName.Folded(person.Name)).Where(person => !here.Contains(PersonName.Folded(person.Name))).Reverse()];

    /// <summary>Records that somebody enters or leaves; where the record says otherwise, returns a sentence why it cannot.</summary>
    public string? Move(string? step, PersonMoved given)
    {
        PersonMoved moved = given with { Name = Known(given) };
        if (moved.Enters && PersonName.Problem(moved.Name) is { } unclear)
        {
            return $"{char.ToUpperInvariant(unclear[0])}{Hostile.Escape(unclear[1..])}: type it with the plain letters of the identity document. Nothing was recorded.";
        }

        if (moved.Enters && Mistaken(moved) is { } mistaken)
        {
            return mistaken;
        }

        Person? here = recorder.People.LastOrDefault(person => person.Name == moved.Name && person.Role == moved.Role);
        if (moved.Enters == (here is not null))
        {
            return moved.Enters
                ? $"{Hostile.Escape(moved.Name)} ({moved.Role}) is already in the room. If this is another person of that name, add what tells them apart. Nothing was recorded."
                : $"According to the record, nobody called {Hostile.Escape(moved.Name)} is in the room as {moved.Role}. Type name and role as they were entered: {Names()}.";
        }

        if (here is not null)
        {
            logins.EndOf(here);
        }

        recorder.Append(here is null ? new Entered(Seated(moved)) : new Left(here), step, recorder.Operator);
        return null;
    }

    // Capital letters and blanks make no other person: the name is taken as it was recorded first.
    private string Known(PersonMoved moved) =>
        recorder.Lines.Entries<Entered>().Select(entered => entered.Person.Name).FirstOrDefault(name => PersonName.Folded(name) == PersonName.Folded(moved.Name)) ?? moved.Name;

    // One name is one person, who has one seat: the record tells people apart by nothing else.
    private string? Mistaken(PersonMoved moved)
    {
        return recorder.People.LastOrDefault(person => person.Name == moved.Name && person.Role != moved.Role) is { } seated
            ? $"{Hostile.Escape(moved.Name)} is in the room already, as {seated.Seat}, and nobody has two seats. Record first that this person leaves, or, if these are two people, add what tells them apart. Nothing was recorded."
            : null;
    }

    private string Names() => string.Join("; ", recorder.People.Select(person => $"{Hostile.Escape(person.Name)} ({person.Role})"));

    // People who come back take their own seat again. A new officer never takes the seat of another, since cards and duties belong to that number.
    private Person Seated(PersonMoved moved)
    {
        List<Person> ever = [.. recorder.Lines.Entries<Entered>().Select(entered => entered.Person).Where(person => person.Role == moved.Role)];
        HashSet<long> taken = [.. (moved.Role == "officer" ? ever : recorder.People.Where(person => person.Role == moved.Role)).Select(person => person.Number)];
        HashSet<long> present = [.. recorder.People.Where(person => person.Role == moved.Role).Select(person => person.Number)];
        if (ever.LastOrDefault(person => person.Name == moved.Name && !present.Contains(person.Number)) is { } own)
        {
            return own;
        }

        long number = 1;
        while (taken.Contains(number))
        {
            number++;
        }

        return new Person(moved.Role, number, moved.Name);
    }

    // Whoever entered. Who of them is gone is asked for with each line, and changes with few.
    private sealed class EverHere : LineFold
    {
        public override IReadOnlyList<Type>? About { get; } = [typeof(Entered), typeof(Left)];

        public List<Person> People { get; } = [];

        public IReadOnlyList<Person>? Gone { get; set; }

        public override void Take(JournalLine line)
        {
            Gone = null;
            if (line.As<Entered>() is { } entered)
            {
                People.Add(entered.Person);
            }
        }
    }
}
