using Ceremony.Core.Json;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>A line that says what was done belongs to one intention, in its step, and has its own fields and no others.</summary>
public class DeedLinesTests
{
    private const string Proposal = "proposals: Line 20 (proposed): ";

    [Fact]
    public void What_was_intended_in_one_step_is_not_done_in_another() => Assert.Contains(
        "actions: Line 22 (performed): it belongs to another step than its intention.",
        AfterApproval((journal, approved, action) =>
        {
            long intended = journal.Intend(approved, action);
            journal.During("seal", () => journal.Answer("performed", new JsonMap { { "intended", intended }, { "receipt", Receipt() } }));
        }));

    [Fact]
    public void What_was_intended_has_no_action_beside_it() => Assert.Contains(
        "actions: Line 22 (performed): it names an action as well as its intention.",
        AfterApproval((journal, approved, action) => journal.Answer("performed", new JsonMap { { "intended", journal.Intend(approved, action) }, { "receipt", Receipt() }, { "action", Kept() } })));

    [Theory]
    [InlineData("more", "sha256", "size")]
    [InlineData(null, "sha256", "sizes")]
    public void An_artifact_has_its_own_fields_and_no_others(string? more, string one, string other) => Assert.Contains(
        "actions: Line 21 (performed): an artifact does not have the fields it should have.",
        AfterApproval((journal, _, _) => journal.Answer("performed", new JsonMap
        {
            { "action", more is null ? Kept() : Kept().With(new JsonMap { { more, "x" } }) },
            { "receipt", new JsonMap { { one, Zeros }, { other, 1 } } },
        })));

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void A_confirmation_that_comes_with_the_last_second_counts(int seconds, bool tooLate)
    {
        const string Late = "confirmations: Line 22 (confirmed): it came after the proposal of line 20 had expired.";
        using MadeArchive archive = Proposed(line => line.Without("until").With(new JsonMap { { "until", Later(line, TimeSpan.FromSeconds(seconds)) } }));
        Assert.Equal(tooLate, archive.Verify().Failures().Contains(Late));
    }

    [Theory]
    [InlineData(602_000, false)]
    [InlineData(602_001, true)]
    public void A_proposal_stands_open_as_long_as_the_script_says_and_two_seconds(int milliseconds, bool tooLong)
    {
        using MadeArchive archive = Proposed(line => line.Without("until").With(new JsonMap { { "until", Later(line, TimeSpan.FromMilliseconds(milliseconds)) } }));
        Assert.Equal(tooLong, archive.Verify().Failures().Contains(Proposal + "its time limit is longer than the ceremony allows."));
    }

    [Fact]
    public void Each_digit_of_a_nonce_is_one()
    {
        using MadeArchive archive = Proposed(line => line.Without("nonce").With(new JsonMap { { "nonce", "0" + new string('G', 31) } }));
        Assert.Contains(Proposal + "its nonce is not 32 lower-case hex digits.", archive.Verify().Failures());
    }

    [Fact]
    public void An_approval_is_void_once_its_own_call_took_another_way() => Assert.Contains(
        "actions: Line 22 (intended): the step took another way after the approval of line 20, which is void.",
        AfterApproval((journal, approved, action) =>
        {
            journal.Again(4, () => journal.Show("Another"));
            journal.Again(5, () => journal.Perform(approved, action, Receipt()));
        }));

    private static MadeArchive Proposed(Func<JsonMap, JsonMap> change) => MadeArchive.Whole((kind, number, line) => kind == "proposed" && number == 1 ? change(line) : line);

    private static string Later(JsonMap line, TimeSpan by) => JournalMaker.Time(Evidence.ParseTime(line.Text("at")) + by);

    private static JsonMap Kept() => new() { { "do", "keep-artifact" }, { "name", "x.cer" } };
}
