using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify.Tests;

/// <summary>The journal as a chain: starts of the machine, its end, and what each line answers.</summary>
public class JournalChecksTests
{
    private const string NotResumed = "the machine was started again, but no line says that the ceremony was resumed";

    [Theory]
    [InlineData("step-started", false, false)]
    [InlineData("step-done", false, false)]
    [InlineData("intended", false, false)]
    [InlineData("performed", false, false)]
    [InlineData("shown", true, false)]
    [InlineData("shown", false, true)]
    [InlineData("exception", false, true)]
    public void After_a_start_of_the_machine_only_the_room_speaks_until_the_ceremony_is_resumed(string kind, bool isCall, bool isRight)
    {
        Unchained lines = new Unchained().Open();
        lines.Boot = "boot-2";
        lines.Add("witnessed").Add(kind, "one", isCall ? [("call", 1)] : []);
        Assert.Equal(isRight ? [] : [$"Line 3 ({kind}): {NotResumed}."], Walked.Over(JournalChecks.Boots, lines.Evidence()));

        Unchained resumed = new Unchained().Open();
        resumed.Boot = "boot-2";
        resumed.Add("resumed").Add(kind, "one", isCall ? [("call", 1)] : []);
        Assert.Empty(Walked.Over(JournalChecks.Boots, resumed.Evidence()));

        // Without a new start nothing needs to be resumed.
        Assert.Empty(Walked.Over(JournalChecks.Boots, new Unchained().Open().Add(kind, "one", isCall ? [("call", 1)] : []).Evidence()));
    }

    [Fact]
    public void A_start_of_the_machine_that_ended_does_not_come_back()
    {
        Unchained lines = new Unchained().Open();
        lines.Boot = "boot-2";
        lines.Add("resumed");
        lines.Boot = "boot-1";
        lines.Add("note");
        Assert.Equal(["Line 3 (note): it belongs to a start of the machine that had already ended."], Walked.Over(JournalChecks.Boots, lines.Evidence()));
    }

    [Fact]
    public void The_machines_own_time_does_not_go_back_within_one_start()
    {
        Unchained lines = new Unchained { Mono = 1000 }.Open().Add("note");
        lines.Mono = 999;
        lines.Add("note");
        Assert.Equal(["Line 3 (note): the machine's time since its start goes backwards."], Walked.Over(JournalChecks.Boots, lines.Evidence()));
        lines.Boot = "boot-2";
        lines.Mono = 1;
        Assert.Single(Walked.Over(JournalChecks.Boots, lines.Add("resumed").Evidence()));
    }

    [Fact]
    public void There_is_one_seal_and_nothing_is_done_after_it()
    {
        Assert.Empty(Walked.Over(JournalChecks.Ending, new Unchained().Open().Evidence()));
        Assert.Empty(Walked.Over(JournalChecks.Ending, new Unchained().Open().Add("intended").Add("performed").Add("sealed").Add("signed").Add("archived").Add("compared").Add("note").Evidence()));
        Assert.Equal(["Line 3 (sealed): there already is a seal."], Walked.Over(JournalChecks.Ending, new Unchained().Open().Add("sealed").Add("sealed").Evidence()));
        foreach (string kind in new[] { "intended", "performed" })
        {
            Assert.Equal([$"Line 3 ({kind}): nothing can be done after the seal."], Walked.Over(JournalChecks.Ending, new Unchained().Open().Add("sealed").Add(kind).Evidence()));
        }

        foreach (string kind in new[] { "signed", "archived", "compared" })
        {
            Assert.Equal([$"Line 2 ({kind}): there was no archive yet: the transcript had not been sealed."], Walked.Over(JournalChecks.Ending, new Unchained().Open().Add(kind).Evidence()));
            Assert.Equal([$"Line 2 ({kind}): there was no archive yet: the transcript had not been sealed."], Walked.Over(JournalChecks.Ending, new Unchained().Open().Add(kind).Add("sealed").Evidence()));
        }

        Assert.Empty(Walked.Over(JournalChecks.Ending, new Unchained().Open().Add("aborted").Add("sealed").Evidence()));
        Assert.Equal(["Line 3 (aborted): the ceremony had already been aborted."], Walked.Over(JournalChecks.Ending, new Unchained().Open().Add("aborted").Add("aborted").Evidence()));
    }

    [Fact]
    public void A_transcript_ends_with_its_seal_and_a_journal_may_go_on()
    {
        Unchained lines = new Unchained().Open().Add("sealed");
        Assert.Empty(Walked.Over(JournalChecks.Ending, Archived(lines, goesOn: false)));
        lines.Add("note");
        Assert.Equal(["The transcript does not end with its seal."], Walked.Over(JournalChecks.Ending, Archived(lines, goesOn: false)));
        Assert.Empty(Walked.Over(JournalChecks.Ending, Archived(lines, goesOn: true)));
        Assert.Equal(["The transcript has no seal."], Walked.Over(JournalChecks.Ending, Archived(new Unchained().Open(), goesOn: true)));
    }

    [Fact]
    public void Only_a_journal_can_end_in_an_incomplete_line()
    {
        Unchained lines = new Unchained().Open("rehearsal");
        Assert.Empty(Walked.Over(JournalChecks.Chain, Archived(lines, goesOn: false)));
        Assert.Equal(["transcript.jsonl ends in an incomplete line, which an archive cannot have."], Walked.Over(JournalChecks.Chain, Archived(lines, goesOn: false, torn: "{")));
        Assert.Empty(Walked.Over(JournalChecks.Chain, Archived(lines, goesOn: true, torn: "{")));
        Assert.Equal(["Line 1 (opened): the mode is neither production nor rehearsal."], Walked.Over(JournalChecks.Chain, new Unchained().Open("trial").Evidence()));
        Assert.Equal(["The journal has no lines."], Walked.Over(JournalChecks.Chain, new Unchained().Evidence()));
    }

    /// <summary>A line that answers, the field that says which, the line that it answers; the kind of that line.</summary>
    [Theory]
    [InlineData("confirmed", "proposed")]
    [InlineData("approved", "proposed")]
    [InlineData("expired", "proposed")]
    [InlineData("refused", "proposed")]
    [InlineData("performed", "intended")]
    [InlineData("failed", "intended")]
    public void An_answer_is_to_the_request_and_the_call_of_its_line(string kind, string of)
    {
        var asked = new JsonMap { { "actions", new JsonList() }, { "screen", new JsonMap() }, { "action", new JsonMap() } };
        string asks = CanonicalJson.Hash(of == "proposed" ? new JsonMap { { "approve", new JsonList() }, { "screen", new JsonMap() } } : new JsonMap { { "perform", new JsonMap() } });
        Assert.Empty(Requests(asked, of, asks, kind, (1, asks)));
        Assert.Equal([$"Line 2 ({kind}): it answers another request than line 1."], Requests(asked, of, asks, kind, (2, asks)));
        Assert.Contains($"Line 2 ({kind}): it answers another request than line 1.", Requests(asked, of, asks, kind, (1, Judged.Zeros)));
        Assert.Equal([$"Line 1 ({of}): its content is not what was asked for: the hash of the request differs."], Requests(asked, of, Judged.Zeros, kind, (1, Judged.Zeros)));
    }

    private static IEnumerable<string> Requests(JsonMap asked, string of, string asks, string kind, (long Call, string Asks) answer) => Walked.Over(JournalChecks.Requests, new Unchained()
        .Add(of, "one", [("call", 1), ("attempt", 1), ("asks", asks), .. asked.Select(field => (field.Key, field.Value))])
        .Add(kind, "one", ("call", answer.Call), ("attempt", 1), ("asks", answer.Asks), (of, 1))
        .Evidence());

    private static Evidence Archived(Unchained lines, bool goesOn, string torn = "") =>
        new(new ArchiveFolder(new Dictionary<string, PlainFile>(), []), null, new JournalFile(lines.Lines, System.Text.Encoding.UTF8.GetBytes(torn), null), [], goesOn, new VerifyOptions());
}
