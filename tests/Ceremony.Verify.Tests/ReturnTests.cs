using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Judging;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>What ties a journal together between two runs: the witness's sheet, signatures over the last line, and findings that officers accepted.</summary>
public sealed class ReturnTests
{
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];

    [Fact]
    public void A_line_on_the_sheet_is_a_line_of_this_journal()
    {
        Assert.Empty(Failures(journal => journal.Witness(3)));
        Assert.Empty(Failures(journal => journal.Witness(0)));
        Assert.Equal(["sheet: Line 21 (witnessed): line 3 is another line than the one on the sheet."], Failures(journal => journal.Line("witnessed", new JsonMap { { "line", 3 }, { "hash", Zeros } })));
        Assert.Equal(["sheet: Line 21 (witnessed): line 3 is another line than the one on the sheet."], Failures(journal => journal.Line("witnessed", new JsonMap { { "line", 3 } })));
        Assert.Equal(["sheet: Line 21 (witnessed): line 21 is not an earlier line."], Failures(journal => journal.Line("witnessed", new JsonMap { { "line", 21 }, { "hash", Zeros } })));
        Assert.Equal(["fields: Line 21 (witnessed): the field \"line\" is not a number of 0 or more.", "sheet: Line 21 (witnessed): line -1 is not an earlier line."], Failures(journal => journal.Line("witnessed", new JsonMap { { "line", -1 }, { "hash", Zeros } })));
        Assert.Equal(["sheet: Line 21 (witnessed): the sheet has no line, and yet a hash."], Failures(journal => journal.Line("witnessed", new JsonMap { { "line", 0 }, { "hash", Zeros } })));
    }

    [Fact]
    public void Nothing_goes_on_before_a_witness_read_the_sheet()
    {
        Assert.Empty(Failures(journal =>
        {
            journal.Witness(4);
            Resumed(journal);
        }));
        Assert.Equal(
            ["sheet: Line 24 (resumed): the ceremony went on, but no witness had read from a sheet which line came last."],
            Failures(journal =>
            {
                journal.Witness(4);
                Resumed(journal);
                Resumed(journal);
            }));
    }

    [Fact]
    public void Officers_sign_the_very_last_line()
    {
        Assert.Empty(Failures(journal => SignedBy(journal, 20, Officers)));
        Assert.Equal(
            ["leaves: Line 21 (head-signed): the signed text is not that of line 20."],
            Failures(journal => journal.SignHead(Officers[0], 20, "ceremony-leave/1\nceremony: small\nmode: rehearsal\nline: 19\nhash: 00\n")));
        Assert.Equal(
            [$"leaves: Line 21 (head-signed): {Cast.Original.Card1.Officer} was not an officer in force with that certificate."],
            Failures(journal => journal.SignHead(Cast.Original.Card1, 20)));
        Assert.Equal(
            [$"leaves: Line 21 (head-signed): the signature is not one by {Officers[0].Officer} over that text."],
            Failures(journal => journal.SignHead(Officers[0] with { Key = Officers[1].Key }, 20)));
    }

    [Theory]
    [InlineData("both", true)]
    [InlineData("one", false)]
    [InlineData("one twice", false)]
    [InlineData("each another line", false)]
    [InlineData("one, then both the next line", true)]
    [InlineData("both, then the step goes on", false)]
    [InlineData("nobody", false)]
    [InlineData("nobody, accepted", true)]
    [InlineData("nobody, accepted by nobody", false)]
    [InlineData("nobody, something else accepted", false)]
    [InlineData("nobody, accepted, then the step goes on", false)]
    [InlineData("nobody, after another time that both did", false)]
    [InlineData("nobody, but not asked for", true)]
    public void Where_the_script_asks_for_it_they_do_so_each_time_or_accept_that_they_did_not(string how, bool isRight)
    {
        bool isAsked = !how.EndsWith("not asked for", StringComparison.Ordinal);
        var journal = new JournalMaker { Tamper = (kind, _, line) => isAsked && kind == "opened" ? line.With(new JsonMap { { "sign-on-leave", true } }) : line };
        Ceremonies.BeginSmall(journal, Officers);
        journal.Begin("key", "generate-key");
        journal.Show("One");
        long last = journal.Lines.Count;
        Leave(journal, how, last);
        journal.Witness(last);
        Resumed(journal);
        string[] failures = [.. journal.VerifyAlone(new VerifyOptions { AllowConsoleKeys = true }).Failures()];
        Assert.Equal(isRight ? [] : [$"leaves: Line {journal.Lines.Count - 1} (resumed): the officers had not signed the journal's last line when the program was left, and nobody accepted that."], failures);
    }

    private static void Leave(JournalMaker journal, string how, long last)
    {
        const string Expected = "the officers signed the journal's last line when the program was left";
        string happened = $"the program was interrupted: the journal ends with line {last}, which the officers did not sign";
        switch (how)
        {
            case "both":
                SignedBy(journal, last, Officers);
                break;
            case "one":
                SignedBy(journal, last, Officers[0]);
                break;
            case "one twice":
                SignedBy(journal, last, Officers[0], Officers[0]);
                break;
            case "each another line":
                SignedBy(journal, last, Officers[0]);
                SignedBy(journal, last - 1, Officers[1]);
                break;
            case "one, then both the next line":
                SignedBy(journal, last, Officers[0]);
                SignedBy(journal, last + 1, Officers);
                break;
            case "both, then the step goes on":
                SignedBy(journal, last, Officers);
                journal.Show("Two");
                break;
            case "nobody, accepted":
                Accept(journal, Expected, happened);
                break;
            case "nobody, accepted by nobody":
                Record(journal, new AllowException(Expected, happened, "the ceremony goes on"));
                break;
            case "nobody, something else accepted":
                Accept(journal, "the lamp burns", happened);
                break;
            case "nobody, accepted, then the step goes on":
                Accept(journal, Expected, happened);
                journal.Show("Two");
                break;
            case "nobody, after another time that both did":
                SignedBy(journal, last, Officers);
                journal.Witness(last);
                Resumed(journal);
                break;
        }
    }

    [Fact]
    public void After_the_seal_nobody_signs_as_they_leave()
    {
        Unchained lines = new Unchained().Open("production", ("sign-on-leave", true), ("confirm", new JsonMap { { "officers", 2 } }));
        Assert.Single(Walked.Over(LeavesCheck.Problems, lines.Add("resumed").Evidence()));
        Assert.Single(Walked.Over(LeavesCheck.Problems, lines.Add("sealed").Add("resumed").Evidence()));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    [InlineData(22, false)]
    public void They_sign_an_earlier_line(int head, bool isRight) => Assert.Equal(
        isRight ? [] : [$"leaves: Line 21 (head-signed): line {head}, which it signs, is not an earlier line."],
        Failures(journal => journal.SignHead(Officers[0], head, isRight ? null : "any")).Where(failure => failure.StartsWith("leaves", StringComparison.Ordinal)));

    [Fact]
    public void What_officers_accepted_of_a_line_is_passed_over_and_nothing_else()
    {
        string[] clock = ["time: Line 21 (note): the clock was set by 3600 seconds, but no line of the kind clock says so."];
        Assert.Equal(clock, Failures(Jump));
        Assert.Empty(Failures(journal =>
        {
            Jump(journal);
            Accept(journal, "the check \"time\" of the verifier holds", "line 21 of the journal: anything");
        }));
        Assert.Equal(clock, Failures(journal =>
        {
            Jump(journal);
            Accept(journal, "the check \"time\" of the verifier holds", "line 22 of the journal: anything");
        }));
        Assert.Equal(clock, Failures(journal =>
        {
            Jump(journal);
            Accept(journal, "the check \"facts\" of the verifier holds", "line 21 of the journal: anything");
        }));

        // An exception that no officer confirmed accepts nothing.
        Assert.Equal(clock, Failures(journal =>
        {
            Jump(journal);
            Record(journal, new AllowException("the check \"time\" of the verifier holds", "line 21 of the journal: anything", "go on"));
        }));
    }

    [Fact]
    public void What_was_agreed_and_done_cannot_be_accepted()
    {
        string[] failures = [.. AfterApproval((journal, _, action) =>
        {
            journal.Intend(999, action);
            Accept(journal, "the check \"actions\" of the verifier holds", $"line {journal.Lines.Count} of the journal: anything");
        })];
        Assert.Equal(["actions: Line 21 (intended): line 999 is not an earlier approval."], failures);
    }

    [Fact]
    public void A_record_that_is_still_held_is_judged_with_each_line_to_blame()
    {
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, Officers);
        Jump(journal);
        journal.Line("approved", new JsonMap { { "proposed", 3 } });
        IReadOnlyList<Finding> findings = new RecordJudge(null).Judge(new HeldRecord(journal.Bytes, journal.Script, journal.Artifacts));
        long last = journal.Lines.Count;
        Assert.Equal(
            [("approvals", (long?)last, false), ("requests", last, false), ("steps", last, false), ("time", last - 1, true)],
            findings.Select(finding => (finding.Check, finding.Line, finding.MayBeAccepted)).OrderBy(each => each.Check, StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Failures(Action<JournalMaker> act) => AfterApproval((journal, _, _) => act(journal));

    private static void SignedBy(JournalMaker journal, long head, params IEnumerable<Actor> officers)
    {
        foreach (Actor officer in officers)
        {
            journal.SignHead(officer, head);
        }
    }

    private static void Jump(JournalMaker journal)
    {
        journal.ClockAhead += TimeSpan.FromHours(1);
        Note(journal);
    }

    private static void Accept(JournalMaker journal, string expected, string happened)
    {
        var exception = new AllowException(expected, happened, "the ceremony goes on");
        journal.During("resume", () =>
        {
            journal.Approve(Officers, exception);
            Record(journal, exception);
        });
    }

    private static void Resumed(JournalMaker journal) => journal.Line("resumed", new JsonMap
    {
        { "program-version", "0.1.0" }, { "program-sha256", JournalMaker.Hash([1]) }, { "script-sha256", JournalMaker.Hash(journal.Script) }, { "modules", new JsonList() },
    });
}
