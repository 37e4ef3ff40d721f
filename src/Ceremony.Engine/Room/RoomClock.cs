using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Keeps the record's times true: a clock that runs behind the journal, or that nobody compared with a watch since the machine was started, the clock was set or a day went by, holds the
/// ceremony up until a witness has compared it. Nothing is written with a time that nobody compared, but for what was under way as the clock was set, and an abort.
/// </summary>
internal sealed class RoomClock
{
    private const string Field = "clock";
    private const string Key = "clock-wrong";
    private const string Matches = "matches";
    private static readonly TimeSpan LongestComparison = TimeSpan.FromMinutes(10);
    private static readonly Choice Abort = new("abort", "Abort the ceremony");
    private static readonly Choice Leave = new("leave", "Leave the program, resume later");
    private static readonly Choice Right = new("right", "The clock is right now: it was ahead before");
    private static readonly Choice Again = new("again", "Look at the clock again");
    private static readonly Form Compared = new(new FormField(Field, "Clock as on the witness's watch") { Choices = [Matches, "differs"], AsShown = Matches });

    private readonly RunPorts _ports;
    private readonly Recorder _recorder;
    private readonly RoomTalk _talk;

    public RoomClock(RunPorts ports, Recorder recorder, RoomTalk talk) => (_ports, _recorder, _talk) = (ports, recorder, talk);

    /// <summary>Whether people are being asked about the clock.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>Returns once a witness is in the room who has a watch, or the officers allow to go on without.</summary>
    public Func<Task> DemandWitness { get; set; } = () => Task.CompletedTask;

    /// <summary>The number of the line that tells of the last comparison; 0 where none does.</summary>
    public long ComparedAt => _recorder.Clock().ComparedAt;

    /// <summary>Whether what the clock showed at a line is no longer to be relied on: the machine was started again or the clock compared since, or more than a time has gone by.</summary>
    /// <param name="line">The line.</param>
    /// <param name="seconds">What was seen, in Unix time.</param>
    /// <param name="longest">The longest time, in seconds.</param>
    public bool IsPast(JournalLine line, long seconds, long longest) =>
        line.Boot != _ports.Machine.BootId || line.Seq < ComparedAt || Math.Abs(_ports.Machine.Now.ToUnixTimeSeconds() - seconds) > longest;

    /// <summary>Whether a time is still to come, by the clock as it is now.</summary>
    /// <param name="seconds">The time, in Unix time.</param>
    public bool IsAhead(long seconds) => (seconds - _ports.Machine.Now.ToUnixTimeSeconds()) * 1000 > Recorder.ToleratedJumpMilliseconds;

    /// <summary>Returns once the clock can be relied on. Whoever aborts is not asked.</summary>
    /// <param name="step">The open step, or null.</param>
    /// <returns>Whether anything was asked.</returns>
    public async Task<bool> Demand(string? step)
    {
        if (IsAsking || WhyNot() is null || _recorder.IsBroken || _recorder.Lines.Tell<Aborted>())
        {
            return false;
        }

        IsAsking = true;
        try
        {
            while (WhyNot() is { } doubt)
            {
                await Settle(step, doubt);
            }

            return true;
        }
        finally
        {
            IsAsking = false;
        }
    }

    // Why the clock cannot be relied on, a sentence, or null.
    private string? WhyNot() => _recorder switch
    {
        { Lines: [.., var last] } when Behind(last) => $"The machine's clock shows {Text(_ports.Machine.Now)}, but the journal's last line was written at {Text(last.Time)}.",
        var recorder when recorder.ClockJump() is not 0 and var jump => $"The clock was set {(jump < 0 ? "back" : "forward")} by {Span(jump)}.",
        { Lines: [.., var last] } recorder => ComparedClock.WhyNotAfter(last, _ports.Machine.Now, _ports.Machine.BootId) ?? recorder.Clock().WhyNot,
        _ => null,
    };

    private bool Behind(JournalLine last) => (last.Time - _ports.Machine.Now).TotalMilliseconds > Recorder.ToleratedJumpMilliseconds;

    private async Task Settle(string? step, string doubt)
    {
        bool isBehind = Behind(_recorder.Lines[^1]);
        if (isBehind && !await IsRight(step, doubt, Right))
        {
            return;
        }

        await DemandWitness();
        (DateTimeOffset shown, long mono) = (_ports.Machine.Now, _ports.Machine.MonotonicMilliseconds);
        Core.Desk.Answers said = (await _talk.Ask(step, Compare(shown, doubt), new FormPrompt(Compared, null))).Answers;
        if (said[Field] != Matches)
        {
            await IsRight(step, "The clock differs from the witness's watch.");
            return;
        }

        // It may have been set while people looked at their watches; and a time that was read out long ago says nothing about the clock of now.
        TimeSpan gone = TimeSpan.FromMilliseconds(_ports.Machine.MonotonicMilliseconds - mono);
        bool wasSet = Math.Abs((_ports.Machine.Now - shown - gone).TotalMilliseconds) > Recorder.ToleratedJumpMilliseconds;
        if (!wasSet && gone <= LongestComparison)
        {
            _recorder.Append(new ClockCompared(shown), null, _recorder.Comparer);
        }
    }

    // True where the people say that the clock is right as it is; false where it is to be looked at again.
    private async Task<bool> IsRight(string? step, string doubt, params Choice[] right)
    {
        Choice[] ends = _talk.NoAbort is null ? [Abort, Leave] : [Leave];
        switch (await _talk.Choose(step, Wrong(doubt), Key, [.. ends, .. right, Again]))
        {
            case "abort":
                throw new AbortSignal(doubt.TrimEnd('.'));
            case "leave":
                throw new LeaveSignal();
            case var chosen:
                return chosen == Right.Key;
        }
    }

    private static Screen Wrong(string doubt) => new(
        "The clock is not right",
        new WarningBlock(doubt),
        new TextBlock("Set the machine's clock right (UTC), by the system's own means and a watch, then look again. If that cannot be done here, leave the program, set the clock and resume. Nothing goes on with this time."))
    {
        Help = "A machine whose clock battery is empty starts years in the past. Certificates take their times from this clock. Where it was ahead until now, so that the journal's times are the wrong ones, say so: "
            + "a witness then compares it with a watch, and the record tells that it was set back. Certificates that were made with the wrong time stay as they are: abort if they must not be used. An abort needs no right clock; "
            + "but officers whose certificates are not valid at the time that it shows cannot sign the archive.",
    };

    private static Screen Compare(DateTimeOffset shown, string doubt) => new(
        "Compare the clock with a watch",
        new WarningBlock(doubt),
        new TextBlock("A witness compares the clock with a watch of their own and says whether it matches. The operator enters what the witness says."),
        new FactsBlock(new Detail("clock", Text(shown))))
    {
        Help = "You are the witness: look at your watch, not at another clock of this machine. The time shown is UTC, of the moment when this screen came up; a minute or two do not matter. Look at the date and the year too. "
            + "If it differs, set the clock right on the next screen.",
    };

    private static string Text(DateTimeOffset time) => $"{JournalTime.Write(time)[..19].Replace('T', ' ')} UTC";

    private static string Span(long milliseconds) => TimeSpan.FromMilliseconds(Math.Abs(milliseconds)) switch
    {
        { TotalDays: >= 2 } span => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)span.TotalDays} days"),
        { TotalHours: >= 2 } span => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)span.TotalHours} hours"),
        { TotalMinutes: >= 2 } span => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)span.TotalMinutes} minutes"),
        var span => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds} seconds"),
    };
}
