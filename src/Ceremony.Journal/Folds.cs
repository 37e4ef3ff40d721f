using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// The ceremony's state, computed from the journal's lines: nothing else is stored. All are pure. They throw <see cref="JsonFormatException"/> where a
/// line's fields are not those of its kind.
/// </summary>
public static class Folds
{
    private static readonly string[] Seats = ["operator", "officer", "witness", "auditor", "guest"];

    /// <summary>The tokens, by their names in the script, that stay unlocked after their step.</summary>
    public static IReadOnlyList<string> KeptLogins(IReadOnlyList<JournalLine> lines)
    {
        var kept = new List<string>();
        foreach (Entry entry in lines.Select(line => line.Entry))
        {
            if (entry is LoginKept begun)
            {
                kept.Add(begun.Token);
            }
            else if (entry is LoginEnded ended)
            {
                kept.Remove(ended.Token);
            }
        }

        return [.. kept.Distinct()];
    }

    /// <summary>The facts of all finished steps, oldest first.</summary>
    public static Registry Registry(IEnumerable<JournalLine> lines) => new([.. Facts(lines).Select(each => each.Fact)]);

    /// <summary>The facts of all finished steps, each with its line, oldest first.</summary>
    public static IEnumerable<(CeremonyFact Fact, JournalLine Line)> Facts(IEnumerable<JournalLine> lines) =>
        Corrections.Standing(lines).Telling<StepDone>().SelectMany(done => done.Entry.Facts.Select(fact => (fact, done.Line)));

    /// <summary>Who is in the room, in the order of their seats: operators, officers, witnesses, auditors, guests.</summary>
    public static IReadOnlyList<Person> People(IEnumerable<JournalLine> lines)
    {
        var present = new List<Person>();
        foreach (JournalLine line in lines)
        {
            Person? person = line.Entry switch
            {
                Entered entered => entered.Person,
                Left left => left.Person,
                _ => null,
            };
            if (person is null)
            {
                continue;
            }

            present.RemoveAll(each => each.Seat == person.Seat);
            if (line.Entry is Entered)
            {
                present.Add(person);
            }
        }

        return [.. present.OrderBy(SeatOrder).ThenBy(person => person.Number)];
    }

    /// <summary>The finished steps by their id, each with what later steps may refer to.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> DoneSteps(IEnumerable<JournalLine> lines)
    {
        var done = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach ((JournalLine line, StepDone entry) in Corrections.Standing(lines).Telling<StepDone>())
        {
            done[StepOf(line)] = entry.Outputs;
        }

        return done;
    }

    /// <summary>Acts and steps with their state; empty before the parameters are known.</summary>
    public static IReadOnlyList<ActView> Outline(IReadOnlyList<JournalLine> lines)
    {
        var acts = new List<(string Title, List<StepView> Steps)>();
        Dictionary<string, StepState> states = StepStates(lines);
        foreach (ListedStep step in lines.Entries<Parameters>().TakeLast(1).SelectMany(parameters => parameters.Steps))
        {
            if (acts.Count == 0 || acts[^1].Title != step.Act)
            {
                acts.Add((step.Act, []));
            }

            acts[^1].Steps.Add(new StepView(step.Title, states.GetValueOrDefault(step.Id, StepState.Ahead)));
        }

        return [.. acts.Select(act => new ActView(act.Title, StateOf(act.Steps), act.Steps))];
    }

    /// <summary>
    /// What the open step was answered so far, in the order of its calls, so that it can be run again: see <see cref="RecordedCall"/>. Empty
    /// where the step was not started, or is done.
    /// </summary>
    public static IReadOnlyList<RecordedCall> OpenCalls(IReadOnlyList<JournalLine> lines, string step) => RecordedCall.Fold(Corrections.Standing(lines), step);

    /// <summary>A line in a few words, for the journal's panel on the screen; what came from outside is escaped.</summary>
    public static JournalLineView LineText(JournalLine line) => new($"{line.At[11..19]}Z", line.Kind, LineWords.Of(line));

    /// <summary>The first four PGP words of a hash given in hex, for people who compare the journal's head by ear.</summary>
    public static string HeadWords(string hash) => string.Join(' ', PgpWords.Of(Convert.FromHexString(hash).AsSpan(0, 4)));

    private static string StepOf(JournalLine line) => line.Step ?? throw new JsonFormatException($"line {line.Seq} of the journal belongs to no step");

    private static int SeatOrder(Person person) => Array.IndexOf(Seats, person.Role) is var place and >= 0 ? place : Seats.Length;

    private static Dictionary<string, StepState> StepStates(IReadOnlyList<JournalLine> lines)
    {
        var states = new Dictionary<string, StepState>(StringComparer.Ordinal);
        foreach (JournalLine line in Corrections.Standing(lines).Where(line => line.Entry is StepStarted or StepDone))
        {
            states[StepOf(line)] = line.Entry is StepDone ? StepState.Done : StepState.Open;
        }

        return states;
    }

    // Between two steps of an act none is open, but the act is.
    private static StepState StateOf(List<StepView> steps) => steps switch
    {
        _ when steps.All(step => step.State == StepState.Done) => StepState.Done,
        _ when steps.All(step => step.State == StepState.Ahead) => StepState.Ahead,
        _ => StepState.Open,
    };
}
