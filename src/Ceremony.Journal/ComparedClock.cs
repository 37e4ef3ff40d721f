using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// Whether the machine's clock is still the one that people compared with a watch: it holds from that comparison on, for that start of the machine, until a line tells that it was set.
/// Before the first comparison of its own it holds from the first line, since the step <c>check-room</c> compares it.
/// </summary>
public sealed class ComparedClock
{
    /// <summary>After how long without a line the clock is compared again: a cheap clock is off by seconds then, and nobody remembers who was at the machine.</summary>
    public static readonly TimeSpan LongGap = TimeSpan.FromDays(1);

    private JournalLine? _last;

    /// <summary>Why it has to be compared again, a sentence; null where it still holds.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>The number of the line that tells of the last comparison; 0 where none does.</summary>
    public long ComparedAt { get; private set; }

    /// <summary>Takes note of the next line.</summary>
    public void Note(JournalLine line)
    {
        WhyNot = line switch
        {
            _ when line.Tells<ClockCompared>() => null,
            _ when line.Tells<ClockJumped>() => "The clock was set.",
            _ => _last is null ? null : WhyNotAfter(_last, line.Time, line.Boot) ?? WhyNot,
        };
        ComparedAt = line.Tells<ClockCompared>() ? line.Seq : ComparedAt;
        _last = line;
    }

    /// <summary>Why what the clock shows after a line has to be compared, a sentence; null where it has not.</summary>
    /// <param name="last">The line.</param>
    /// <param name="now">What the clock shows.</param>
    /// <param name="boot">The start of the machine.</param>
    public static string? WhyNotAfter(JournalLine last, DateTimeOffset now, string boot) =>
        last.Boot != boot ? "The machine was started again since the journal's last line."
        : now - last.Time > LongGap ? "More than a day has gone by since the journal's last line."
        : null;
}
