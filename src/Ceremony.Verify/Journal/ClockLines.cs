using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A <c>clock</c> line tells of a clock that was set: the two times of the lines around it part by as much as it says.</summary>
internal static class ClockLines
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence) => Check.EachLine(["clock"], line => Around(evidence, line).Any(parted => (parted - TimeSpan.FromMilliseconds(line.Json.Number("jumped"))).Duration() <= ClockCheck.Tolerated)
            ? []
            : ["it says that the clock was set, but the times of the lines around it say that it was not"]);

    // The clock is looked at just before a line is written, so the jump is between the two lines before, or right before this one. A torn line is recorded without a look at the clock.
    private static IEnumerable<TimeSpan> Around(Evidence evidence, JournalLine line)
    {
        int at = (int)line.Seq - 1;
        int known = at - 1;
        while (known > 0 && evidence.Lines[known].Kind == "recovered")
        {
            known--;
        }

        (int From, int To)[] pairs = [(known, at), (known, at - 1), (known - 1, at), (known - 1, known)];
        IEnumerable<TimeSpan> parted = pairs.Where(pair => pair.From >= 0 && pair.From < pair.To && evidence.Lines[pair.From].Boot == line.Boot).Select(pair => ClockCheck.Parted(evidence.Lines[pair.From], evidence.Lines[pair.To]));

        // A machine that was started again has no time in common with the one before; a line tells only that it runs behind the journal.
        return evidence.Rules.ComparesClock && evidence.Lines[known].Boot != line.Boot ? [.. parted, Behind(evidence.Lines[known], line)] : parted;
    }

    private static TimeSpan Behind(JournalLine last, JournalLine line) => line.Time - last.Time is var behind && behind < TimeSpan.Zero ? behind : TimeSpan.Zero;
}
