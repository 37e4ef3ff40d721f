using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>The clock on the wall and the machine's own time part only where a line tells of it.</summary>
public class ClockTests
{
    [Fact]
    public void A_clock_that_was_set_is_told_of()
    {
        Assert.Equal(
            ["time: Line 22 (note): the clock was set by 3600 seconds, but no line of the kind clock says so."], AfterApproval((journal, _, _) =>
            {
                Note(journal);
                journal.ClockAhead = TimeSpan.FromHours(1);
                Note(journal);
            }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            journal.ClockAhead = TimeSpan.FromHours(1);
            journal.Line("clock", new JsonMap { { "jumped", 3_600_000 } });
            Note(journal);
            journal.ClockAhead = TimeSpan.Zero;
            journal.Line("clock", new JsonMap { { "jumped", -3_600_000 } });
            journal.ClockAhead = TimeSpan.FromSeconds(2);
            Note(journal);
        }));

        Assert.Empty(AfterApproval((journal, _, _) => Jump(journal, 3000)));
        Assert.Equal(["time: Line 22 (note): the clock was set by 3 seconds, but no line of the kind clock says so."], AfterApproval((journal, _, _) => Jump(journal, 3001)));

        // A program that was begun again in the same start of the machine has nothing to compare its first line with.
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            journal.ClockAhead = TimeSpan.FromHours(1);
            journal.During("resume", () => journal.Approve([Cast.Original.Console1, Cast.Original.Console2], new AllowException("one", "another", "go on")));
            journal.Line("witnessed", new JsonMap { { "line", 0 } });
            journal.Line("resumed", new JsonMap { { "program-version", "0.1.0" }, { "program-sha256", JournalMaker.Hash([1]) }, { "script-sha256", JournalMaker.Hash(journal.Script) }, { "modules", Modules(null) } });
        }));
    }

    /// <summary>By how many seconds the clock is ahead of the machine's own time at each line, what the last line, of the kind clock, says of it, whether it is in order.</summary>
    public static TheoryData<(string Kind, int Ahead)[], int, bool> Told => new()
    {
        { [("note", 0), ("note", 0), ("clock", 60)], 60, true },
        { [("note", 0), ("note", 0), ("clock", 60)], 63, true },
        { [("note", 0), ("note", 0), ("clock", 60)], 57, true },
        { [("note", 0), ("note", 0), ("clock", 60)], 64, false },
        { [("note", 0), ("note", 0), ("clock", 60)], 56, false },
        { [("note", 0), ("note", 0), ("clock", 60)], -60, false },
        { [("note", 0), ("note", 60), ("clock", 60)], 60, true },
        { [("note", 0), ("note", 30), ("clock", 60)], 60, true },
        { [("note", 0), ("note", 60), ("note", 60), ("clock", 60)], 60, false },
        { [("note", 0), ("note", 0), ("note", 0), ("clock", 0)], 60, false },
        { [("clock", 60)], 60, false },
        { [("note", 0), ("clock", 60)], 60, true },
        { [("note", 0), ("recovered", 60), ("clock", 60)], 60, true },
        { [("note", 0), ("recovered", 60), ("recovered", 60), ("clock", 60)], 60, true },
        { [("note", 0), ("recovered", 60), ("clock", 120)], 60, true },
        { [("note", 0), ("recovered", 60), ("clock", 120)], 120, true },
        { [("note", 0), ("recovered", 10), ("clock", 70)], 60, false },
        { [("note", 0), ("note", 60), ("clock", 120)], 2, false },
        { [("note", 0), ("note", 60), ("recovered", 60), ("clock", 60)], 60, true },
        { [("note", 0), ("note", 60), ("note", 60), ("recovered", 60), ("clock", 60)], 60, false },
        { [("recovered", 0), ("clock", 60)], 60, true },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void A_clock_line_tells_of_what_the_lines_around_it_show((string Kind, int Ahead)[] told, int jumped, bool isRight)
    {
        var lines = new Unchained();
        foreach ((string kind, int ahead) in told)
        {
            lines.Mono += 1000;
            lines.Clock = (lines.Mono / 1000) + ahead;
            lines.Add(kind, null, kind == "clock" ? [("jumped", jumped * 1000)] : []);
        }

        Assert.Equal(isRight ? [] : [$"Line {told.Length} (clock): it says that the clock was set, but the times of the lines around it say that it was not."], Walked.Over(ClockLines.Problems, lines.Evidence()));
    }

    [Fact]
    public void A_clock_line_tells_nothing_of_another_start_of_the_machine()
    {
        var lines = new Unchained();
        lines.Add("note");
        (lines.Boot, lines.Clock) = ("boot-2", 60);
        lines.Add("clock", null, ("jumped", 60_000));
        Assert.Single(Walked.Over(ClockLines.Problems, lines.Evidence()));
        Assert.Empty(Walked.Over(ClockCheck.Problems, lines.Evidence()));
    }

    /// <summary>A machine that was started again shows a time before the journal's last line; what the line says of it, and in which edition.</summary>
    [Theory]
    [InlineData(4, -60, true)]
    [InlineData(4, -63, true)]
    [InlineData(4, -57, true)]
    [InlineData(4, -64, false)]
    [InlineData(4, -56, false)]
    [InlineData(4, 60, false)]
    [InlineData(3, -60, false)]
    public void A_clock_line_after_another_start_of_the_machine_tells_that_the_clock_runs_behind(int edition, int jumped, bool isRight)
    {
        var lines = new Unchained { Clock = 60 };
        lines.Add("opened", null, ("mode", "production"), ("edition", edition));
        (lines.Boot, lines.Clock) = ("boot-2", 0);
        lines.Add("clock", null, ("jumped", jumped * 1000));
        Assert.Equal(isRight ? 0 : 1, Walked.Over(ClockLines.Problems, lines.Evidence()).Count());
    }

    /// <summary>What comes between a clock that was set and a resume; whether the program may not have known.</summary>
    [Theory]
    [InlineData("note", false, true)]
    [InlineData("exception", false, true)]
    [InlineData("shown", true, false)]
    [InlineData("step-started", false, false)]
    [InlineData("step-done", false, false)]
    public void Only_the_room_speaks_before_a_program_knows_what_the_clock_said(string kind, bool isCall, bool isRight)
    {
        foreach (string resumed in new[] { "resumed", "recovered" })
        {
            Unchained lines = new Unchained().Open();
            lines.Clock = 60;
            lines.Add(kind, null, isCall ? [("call", 1)] : []).Add("witnessed").Add(resumed);
            Assert.Equal(isRight ? [] : [$"Line 2 ({kind}): the clock was set by 60 seconds, but no line of the kind clock says so."], Walked.Over(ClockCheck.Problems, lines.Evidence()));
        }

        Unchained never = new Unchained().Open();
        never.Clock = 60;
        Assert.Single(Walked.Over(ClockCheck.Problems, never.Add(kind, null, isCall ? [("call", 1)] : []).Evidence()));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(-3, true)]
    [InlineData(-4, false)]
    public void Three_seconds_are_not_told_of(int seconds, bool isRight)
    {
        Unchained lines = new Unchained().Open();
        lines.Clock = seconds;
        Assert.Equal(isRight ? [] : [$"Line 2 (note): the clock was set by {seconds} seconds, but no line of the kind clock says so."], Walked.Over(ClockCheck.Problems, lines.Add("note").Evidence()));
    }

    [Fact]
    public void After_the_seal_nothing_is_compared()
    {
        Unchained lines = new Unchained().Open();
        lines.Clock = 60;
        lines.Add("sealed");
        lines.Clock = 120;
        lines.Add("note");
        Assert.Equal(["Line 2 (sealed): the clock was set by 60 seconds, but no line of the kind clock says so."], Walked.Over(ClockCheck.Problems, lines.Evidence()));
    }

    private static void Jump(JournalMaker journal, int milliseconds)
    {
        Note(journal);
        journal.ClockAhead = TimeSpan.FromMilliseconds(milliseconds);
        Note(journal);
    }
}
