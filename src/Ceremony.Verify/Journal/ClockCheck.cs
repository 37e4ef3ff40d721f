using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// The wall clock and the machine's own time go forward together between two starts of the machine; where they diverge, a <c>clock</c> line
/// says so. Otherwise anyone who sets the clock could date what was done to another day.
/// </summary>
internal static class ClockCheck
{
    // The program reports two seconds; the two times of a line are read one after the other, on a machine that may be busy.
    internal static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(3);

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        bool[] untold = BeforeResume(evidence.Lines);
        long over = Over(evidence);
        return Check.Sentences(line => line.Seq > 1 && Problem(evidence, (int)line.Seq - 1, untold, over) is { } problem ? [problem] : []);
    }

    private static string? Problem(Evidence evidence, int at, bool[] untold, long over)
    {
        JournalLine line = evidence.Lines[at];
        TimeSpan parted = Parted(evidence.Lines[at - 1], line);
        return parted.Duration() > Tolerated && !IsTold(evidence.Lines, at) && !(at < untold.Length && untold[at]) && line.Seq < over && !IsComparedAfterTorn(evidence, at)
            ? $"Line {line.Seq} ({line.Kind}): the clock was set by {(long)parted.TotalSeconds} seconds, but no line of the kind clock says so."
            : null;
    }

    // A program of an earlier edition did not tell of it before an abort. What comes after the seal is not covered by it.
    private static long Over(Evidence evidence)
    {
        long aborted = evidence.Rules.TellsOfClockToTheEnd ? long.MaxValue : evidence.Of("aborted").FirstOrDefault()?.Seq ?? long.MaxValue;
        return Math.Min(aborted, evidence.Sealed is { } seal ? seal.Seq + 1 : long.MaxValue);
    }

    /// <summary>By how much more the clock went on than the machine's own time, between two lines of one start of the machine; zero between those of different ones.</summary>
    internal static TimeSpan Parted(JournalLine before, JournalLine line) => before.Boot == line.Boot
        ? line.Time - before.Time - TimeSpan.FromMilliseconds(line.Mono - before.Mono)
        : TimeSpan.Zero;

    // The clock is looked at just before a line is written, so a jump at that very moment is reported after it.
    private static bool IsTold(IReadOnlyList<JournalLine> lines, int at) => lines[at].Kind == "clock" || (at + 1 < lines.Count && lines[at + 1].Kind == "clock");

    // What was torn is put aside before anybody can be asked about the clock: that line has the time of the one before it where the clock runs behind, and then the clock is set right and compared.
    private static bool IsComparedAfterTorn(Evidence evidence, int at) => evidence.Rules.ComparesClock && evidence.Lines[at].Kind == "clock-compared" && evidence.Lines[at - 1].Kind == "recovered";

    // A program that was begun again does not know what the clock said before: it compares from its first line on. Until it says that it
    // resumes only the room speaks.
    private static bool[] BeforeResume(IReadOnlyList<JournalLine> lines)
    {
        bool[] found = new bool[lines.Count];
        for (int at = lines.Count - 1; at >= 0; at--)
        {
            found[at] = lines[at].Kind is "resumed" or "recovered" || (IsRoom(lines[at]) && at + 1 < lines.Count && found[at + 1]);
        }

        return found;
    }

    private static bool IsRoom(JournalLine line) => line.Call is null && line.Kind is not ("step-started" or "step-done");
}
