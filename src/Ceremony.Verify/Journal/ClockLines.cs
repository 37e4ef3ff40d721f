using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A <c>clock</c> line tells of a clock that was set: the two times of the lines around it part by as much as it says.</summary>
internal static class ClockLines
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(3);

    public static IEnumerable<string> Problems(Evidence evidence) => Check.EachLine(
        evidence.Of("clock"),
        line => Around(evidence, line).Any(parted => (parted - TimeSpan.FromMilliseconds(line.Json.Number("jumped"))).Duration() <= Tolerated)
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
        return pairs.Where(pair => pair.From >= 0 && pair.From < pair.To && evidence.Lines[pair.From].Boot == line.Boot).Select(pair => Parted(evidence.Lines[pair.From], evidence.Lines[pair.To]));
    }

    private static TimeSpan Parted(JournalLine from, JournalLine to) => Evidence.TimeOf(to) - Evidence.TimeOf(from) - TimeSpan.FromMilliseconds(to.Mono - from.Mono);
}
