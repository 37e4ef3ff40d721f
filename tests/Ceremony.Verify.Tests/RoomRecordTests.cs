using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>What the program notes of network, clock, torn lines and exceptions agrees with itself.</summary>
public class RoomRecordTests
{
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];

    /// <summary>Mode, whether it says that there is an air gap, whether an interface is up, which was accepted, what is said.</summary>
    public static TheoryData<string, bool, bool, string?, string?> Networks => new()
    {
        { "rehearsal", true, false, null, null },
        { "rehearsal", false, true, null, null },
        { "rehearsal", true, true, null, "it says that there is an air gap, but the network interface eth0 is up" },
        { "rehearsal", false, false, null, "it says that there is no air gap, but no network interface is up" },
        { "production", true, false, null, null },
        { "production", false, true, "eth0", null },
        { "production", false, true, null, "the step was begun with the network interface eth0 up, and no exception had accepted it" },
        { "production", false, true, "eth1", "the step was begun with the network interface eth0 up, and no exception had accepted it" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void There_is_an_air_gap_where_no_interface_is_up(string mode, bool gap, bool up, string? accepted, string? says)
    {
        var interfaces = new JsonList(new JsonMap { { "name", "eth0" }, { "up", up }, { "carrier", up } });
        var journal = new JournalMaker
        {
            Mode = mode,
            Tamper = (kind, _, line) => kind == "step-started" ? line.Without("air-gap").Without("interfaces").With(new JsonMap { { "air-gap", gap }, { "interfaces", interfaces } }) : line,
        };
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        if (accepted is not null)
        {
            journal.Line("network", new JsonMap { { "up", JsonList.OfText([accepted]) } });
            Record(journal, new AllowException("no network interface is up", $"up: {accepted}", "the ceremony goes on as it is"));
        }

        journal.Begin("gather", "gather");
        Assert.Equal(says is null ? [] : [$"steps: Line {journal.Lines.Count} (step-started): {says}."], Failures(journal));
    }

    [Theory]
    [InlineData(3_600_000, true)]
    [InlineData(3_602_500, true)]
    [InlineData(600_000, false)]
    [InlineData(-3_600_000, false)]
    public void A_clock_line_says_by_how_much_the_clock_was_set_also_while_the_program_was_stopped(long jumped, bool isRight)
    {
        long clock = 0;
        IReadOnlyList<string> failures = AfterApproval((journal, _, _) =>
        {
            journal.ClockAhead = TimeSpan.FromHours(1);
            Torn(journal, 7);
            clock = journal.Line("clock", new JsonMap { { "jumped", jumped } });
            Resume(journal);
        });
        Assert.Equal(isRight ? [] : [$"time: Line {clock} (clock): it says that the clock was set, but the times of the lines around it say that it was not."], failures);
    }

    [Fact]
    public void A_torn_line_is_put_aside_when_the_program_is_begun_again()
    {
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            Torn(journal, 7);
            Resume(journal);
            journal.Show("Another");
        }));
        Assert.Equal(["steps: Line 22 (shown): line 21 put a torn line aside, but no line says that the ceremony was resumed."], AfterApproval((journal, _, _) =>
        {
            Torn(journal, 7);
            journal.Show("Another");
        }));
        Assert.Equal(["steps: Line 21 (recovered): it put no bytes aside."], AfterApproval((journal, _, _) => Torn(journal, 0)));
        Assert.Equal(["steps: Line 21 (recovered): what was torn at this line is not kept under its number, but as \"torn-17.bin\"."], AfterApproval((journal, _, _) => Torn(journal, 7, "torn-17.bin")));
    }

    [Fact]
    public void An_exception_that_the_program_asked_for_is_by_the_officers_and_another_by_whoever_decided()
    {
        Assert.Empty(Allowed("Something is not as it should be", "Ada Berg, Bo Carlsson"));
        Assert.Equal(["approvals: Line 25 (exception): it is by Oda, but Ada Berg, Bo Carlsson decided."], Allowed("Something is not as it should be", "Oda"));
        Assert.Empty(Allowed("End the step with an exception", "Oda"));
    }

    private static void Torn(JournalMaker journal, int size, string? kept = null) =>
        journal.Line("recovered", new JsonMap { { "size", size }, { "sha256", Zeros }, { "kept", kept ?? $"torn-{journal.Lines.Count + 1}.bin" } });

    private static IReadOnlyList<string> Allowed(string title, string by)
    {
        var exception = new AllowException("every token is as the journal says", "one is missing", "the ceremony goes on");
        return AfterApproval((journal, _, _) => journal.During("resume", () =>
        {
            journal.Title = title;
            journal.Approve(Officers, exception);
            journal.Line("exception", new JsonMap { { "expected", exception.Expected }, { "happened", exception.Happened }, { "decided", exception.Decided }, { "by", by } });
        }));
    }
}
