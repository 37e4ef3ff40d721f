using Ceremony.Core;
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
    public static IReadOnlyList<string> KeptLogins(IReadOnlyList<JournalLine> lines) => [.. LineFold.Of<KeptLoginsFold>(lines).Kept.Distinct()];

    /// <summary>The facts of all finished steps, oldest first.</summary>
    public static Registry Registry(IEnumerable<JournalLine> lines)
    {
        FactsFold fold = LineFold.Of<FactsFold>(lines);
        return new(new FirstOf<CeremonyFact>(fold.Facts, fold.Facts.Count));
    }

    /// <summary>The facts of the steps that were finished before the line of that number.</summary>
    public static Registry RegistryBefore(IReadOnlyList<JournalLine> lines, long seq)
    {
        FactsFold fold = LineFold.Of<FactsFold>(lines);
        return new(new FirstOf<CeremonyFact>(fold.Facts, fold.Lines.FindLastIndex(line => line.Seq < seq) + 1));
    }

    /// <summary>The facts of all finished steps, each with its line, oldest first.</summary>
    public static IEnumerable<(CeremonyFact Fact, JournalLine Line)> Facts(IEnumerable<JournalLine> lines)
    {
        FactsFold fold = LineFold.Of<FactsFold>(lines);
        return fold.Facts.Zip(fold.Lines).Take(fold.Facts.Count);
    }

    /// <summary>Who is in the room, in the order of their seats: operators, officers, witnesses, auditors, guests.</summary>
    public static IReadOnlyList<Person> People(IEnumerable<JournalLine> lines) => [.. LineFold.Of<PeopleFold>(lines).Present.OrderBy(SeatOrder).ThenBy(person => person.Number)];

    /// <summary>The finished steps by their id, each with what later steps may refer to.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> DoneSteps(IEnumerable<JournalLine> lines) => LineFold.Of<DoneStepsFold>(lines).Done;

    /// <summary>Acts and steps with their state; empty before the parameters are known.</summary>
    public static IReadOnlyList<ActView> Outline(IReadOnlyList<JournalLine> lines) => LineFold.Of<OutlineFold>(lines).Acts;

    /// <summary>
    /// What the open step was answered so far, in the order of its calls, so that it can be run again: see <see cref="RecordedCall"/>. Empty
    /// where the step was not started, or is done.
    /// </summary>
    public static IReadOnlyList<RecordedCall> OpenCalls(IReadOnlyList<JournalLine> lines, string step) => RecordedCall.Fold(Corrections.Standing(lines), step);

    /// <summary>A line in a few words, for the journal's panel on the screen; what came from outside is escaped.</summary>
    public static JournalLineView LineText(JournalLine line) => new($"{line.At[11..19]}Z", line.Kind, LineWords.Of(line));

    /// <summary>The first four PGP words of a hash given in hex, for people who compare the journal's head by ear.</summary>
    public static string HeadWords(string hash) => string.Join(' ', PgpWords.Of(Convert.FromHexString(hash).AsSpan(0, 4)));

    private static int SeatOrder(Person person) => Array.IndexOf(Seats, person.Role) is var place and >= 0 ? place : Seats.Length;

    private sealed class KeptLoginsFold : LineFold
    {
        public List<string> Kept { get; } = [];

        public override IReadOnlyList<Type>? About { get; } = [typeof(LoginKept), typeof(LoginEnded)];

        public override void Take(JournalLine line)
        {
            if (line.As<LoginKept>() is { } begun)
            {
                Kept.Add(begun.Token);
            }
            else if (line.As<LoginEnded>() is { } ended)
            {
                Kept.Remove(ended.Token);
            }
        }
    }

    private sealed class FactsFold : LineFold
    {
        public override bool IsOfStanding => true;

        public override IReadOnlyList<Type>? About { get; } = [typeof(StepDone)];

        public List<CeremonyFact> Facts { get; } = [];

        public List<JournalLine> Lines { get; } = [];

        public override void Take(JournalLine line)
        {
            foreach (CeremonyFact fact in line.As<StepDone>()?.Facts ?? [])
            {
                Facts.Add(fact);
                Lines.Add(line);
            }
        }
    }

    private sealed class PeopleFold : LineFold
    {
        public List<Person> Present { get; } = [];

        public override IReadOnlyList<Type>? About { get; } = [typeof(Entered), typeof(Left)];

        public override void Take(JournalLine line)
        {
            if (line.As<Entered>()?.Person is { } entering)
            {
                Present.RemoveAll(each => each.Seat == entering.Seat);
                Present.Add(entering);
            }
            else if (line.As<Left>()?.Person is { } leaving)
            {
                Present.RemoveAll(each => each.Seat == leaving.Seat);
            }
        }
    }

    private sealed class DoneStepsFold : LineFold
    {
        public override bool IsOfStanding => true;

        public override IReadOnlyList<Type>? About { get; } = [typeof(StepDone)];

        public Dictionary<string, IReadOnlyDictionary<string, string>> Done { get; } = new(StringComparer.Ordinal);

        public override void Take(JournalLine line)
        {
            if (line.As<StepDone>() is { } done)
            {
                Done[OutlineFold.StepOf(line)] = done.Outputs;
            }
        }
    }
}
