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
            ["time: Line 21 (note): the clock was set by 3600 seconds, but no line of the kind clock says so."], AfterApproval((journal, _, _) =>
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
            Note(journal);
            journal.Line("clock", new JsonMap { { "jumped", -3_600_000 } });
            journal.ClockAhead = TimeSpan.FromSeconds(2);
            Note(journal);
        }));

        Assert.Empty(AfterApproval((journal, _, _) => Jump(journal, 3000)));
        Assert.Equal(["time: Line 21 (note): the clock was set by 3 seconds, but no line of the kind clock says so."], AfterApproval((journal, _, _) => Jump(journal, 3001)));

        // A program that was begun again in the same start of the machine has nothing to compare its first line with.
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            journal.ClockAhead = TimeSpan.FromHours(1);
            journal.During("resume", () => journal.Approve([Cast.Original.Console1, Cast.Original.Console2], new AllowException("one", "another", "go on")));
            journal.Line("witnessed", new JsonMap { { "line", 0 } });
            journal.Line("resumed", new JsonMap { { "program-version", "0.1.0" }, { "program-sha256", JournalMaker.Hash([1]) }, { "script-sha256", JournalMaker.Hash(journal.Script) }, { "modules", Modules(null) } });
        }));
    }

    private static void Jump(JournalMaker journal, int milliseconds)
    {
        Note(journal);
        journal.ClockAhead = TimeSpan.FromMilliseconds(milliseconds);
        Note(journal);
    }
}
