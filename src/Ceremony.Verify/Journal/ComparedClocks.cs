using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// No line is earlier than the one before it, unless it tells that the clock ran behind; and nothing goes on by a clock that nobody compared with a watch since the machine was started again, the clock
/// was set, or a day went by. What was under way at that moment may come to its end. An abort compares nothing.
/// </summary>
internal sealed class ComparedClocks(Evidence evidence)
{
    private static readonly TimeSpan LongGap = TimeSpan.FromDays(1);

    // For as long a witness may look at a watch.
    private static readonly TimeSpan LongestComparison = TimeSpan.FromMinutes(10) + ClockCheck.Tolerated;

    private string? _why;
    private bool _isStarted;
    private (string? Step, long? Call, long Seq)? _underWay;

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        if (!evidence.Rules.ComparesClock)
        {
            return [];
        }

        var clocks = new ComparedClocks(evidence);
        long seal = evidence.Sealed?.Seq ?? long.MaxValue;
        return Check.EachLine(line => line.Seq > 1 && line.Seq <= seal, line => clocks.Problem(evidence.At(line.Seq - 1), line) is { } problem ? [problem] : []);
    }

    private string? Problem(JournalLine before, JournalLine line)
    {
        TimeSpan gone = line.Time - before.Time;
        if (gone < TimeSpan.Zero && line.Kind != "clock")
        {
            return "it is earlier than the line before it";
        }

        if (line.Kind == "clock-compared")
        {
            (_why, _isStarted) = (null, false);
            TimeSpan old = line.Time - Evidence.ParseTime(line.Json.Text("shown"));
            return old < -ClockCheck.Tolerated || old > LongestComparison ? "what was compared with a watch is not the time of this line" : null;
        }

        Doubt(before, line, gone);
        return _why is { } why && Rests(line) && !IsUnderWay(line) ? $"nobody compared the clock with a watch since {why}" : null;
    }

    private void Doubt(JournalLine before, JournalLine line, TimeSpan gone)
    {
        string? why = before.Boot != line.Boot ? "the machine was started again"
            : line.Kind == "clock" ? "it was set"
            : gone > LongGap ? "the line before, more than a day ago"
            : null;
        if (why is not null && !_isStarted)
        {
            (_why, _isStarted, _underWay) = (why, before.Boot != line.Boot, null);
        }
    }

    private bool Rests(JournalLine line) => line.Call is not null || line.Kind is "step-started" or "resumed" || (line.Kind == "sealed" && evidence.IsCompleted);

    // The clock is looked at just before something begins, and can be set in that moment; nothing is under way in a machine that was just started.
    private bool IsUnderWay(JournalLine line)
    {
        _underWay ??= (line.Step, line.Call, line.Seq);
        return !_isStarted && (_underWay.Value.Seq == line.Seq || (line.Call is not null && _underWay.Value.Call == line.Call && _underWay.Value.Step == line.Step));
    }
}
