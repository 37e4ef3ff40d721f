using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.TestKit;

namespace Ceremony.Verify.Tests;

/// <summary>
/// What somebody inside the room could write: one line is otherwise, and everything after it, the confirmations and the officers' last
/// signatures included, was made on top of that. Only the check of that very thing can notice.
/// </summary>
public class TamperedLinesTests
{
    private const string MakeKey = "Generate the key pair \"Officer CA key\", rsa-2048, in CM-HSM; its private key cannot leave the token.";

    private static readonly string Zeros = new('0', 64);

    /// <summary>The kind, which of that kind, what is done to it, the failures.</summary>
    public static TheoryData<string, int, Func<JsonMap, JsonMap?>, string> Changes => new()
    {
        { "opened", 1, Set("mode", "drill"), "journal: Line 1 (opened): the mode is neither production nor rehearsal." },
        { "opened", 1, Set("format", "ceremony-journal/2"), "journal: Line 1 of the journal: the format is not ceremony-journal/1." },
        { "opened", 1, Set("script-sha256", Zeros), "script: script.yaml is not the script that the first line of the transcript names: its hash differs." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 0 }, { "within", 600 } }), "quorum: Line 1 (opened): 2 officers are the fewest that are dual control, but 0 had to confirm." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 2 }, { "within", 60 } }), "proposals: Line 16 (proposed): it holds for longer than the ceremony allows." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 1 }, { "within", 600 } }), "quorum: Line 1 (opened): 2 officers are the fewest that are dual control, but 1 had to confirm." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 2 }, { "within", 0 } }), "quorum: Line 1 (opened): the officers have no time to confirm." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 2 }, { "within", 86400 } }), "quorum: Line 1 (opened): 2 officers have to confirm within 86400 seconds, but script.yaml says 2 within 600." },
        { "opened", 1, Set("extra", "x"), "fields: Line 1 (opened): the field \"extra\" does not belong to this kind." },
        { "opened", 1, Unset("machine"), "fields: Line 1 (opened): the field \"machine\" is missing." },
        { "shown", 1, Set("kind", "shone"), "fields: Line 22 (shone): edition 2 has no line of this kind." },
        { "shown", 1, Set("screen", new JsonMap { { "title", "Another" }, { "blocks", new JsonList() } }), Request(22, "shown") },
        { "answered", 1, Set("form", new JsonList()), Request(4, "answered") },
        { "looked", 3, Set("look", new JsonMap { { "look", "random" }, { "bytes", 2 } }), Request(12, "looked") },
        { "entered", 1, Set("person", new JsonMap { { "role", "operator" }, { "number", 1 }, { "name", "Eve" } }), Request(5, "entered") },
        { "entered", 2, Drop, "confirmations: Line 16 (confirmed): Ada Berg was not in the room." },
        { "shown", 1, Set("mono", 1), "time: Line 22 (shown): the machine's time since its start goes back." },
        { "shown", 1, Set("boot", "boot-2"), "time: Line 22 (shown): the machine was started again, but no line says that the ceremony was resumed." },
        { "shown", 1, Set("step", "ca"), "steps: Line 22 (shown): the step \"ca\" was not begun." },
        { "shown", 1, Set("step", "elsewhere"), "steps: Line 22 (shown): the step \"elsewhere\" is not in the list of steps." },
        { "step-done", 8, Drop, "steps: Line 87 (step-started): the step \"sign-in\" comes first and was not done." },
        { "step-started", 3, Set("do", "read"), "steps: Line 15 (step-started): the step \"ca-key\" is of another kind than in the list of steps." },
        { "proposed", 1, Set("authority", "operator"), "proposals: Line 16 (proposed): the action \"generate-key-pair\" was laid before the operator, but needs the officers." },
        { "proposed", 1, Set("text", new JsonList()), "proposals: Line 16 (proposed): it does not have one sentence for each action." },
        { "proposed", 1, Set("text", JsonList.OfText(["harmless"])), "confirmations: Line 17 (confirmed): what was signed is not the text of the proposal of line 16." },
        { "proposed", 1, Set("text", JsonList.OfText(["harmless"])), $"proposals: Line 16 (proposed): it says \"harmless\" where the action is \"{MakeKey}\"." },
        { "proposed", 1, Set("screen", Screen("Harmless.")), $"proposals: Line 16 (proposed): its screen does not show, in the actions' order and from its beginning, \"{MakeKey}\"." },
        { "proposed", 1, Set("screen", Screen("Harmless.", MakeKey)), $"proposals: Line 16 (proposed): its screen does not show, in the actions' order and from its beginning, \"{MakeKey}\"." },
        { "proposed", 1, Set("screen", Screen(MakeKey, "And more.")), Request(16, "proposed") },
        { "parameters", 1, Set("tokens", new JsonList()), "proposals: Line 16 (proposed): the token \"hsm\" is not in the list of tokens." },
        { "parameters", 1, Unset("tokens"), "fields: Line 2 (parameters): the field \"tokens\" is missing." },
        { "proposed", 1, Set("actions", new JsonList()), "proposals: Line 16 (proposed): it holds no action." },
        { "proposed", 1, Set("nonce", "00"), "proposals: Line 16 (proposed): its nonce is not 32 lower-case hex digits." },
        { "proposed", 1, Set("until", "2026-03-01T14:00:16.500Z"), "confirmations: Line 18 (confirmed): it came after the proposal of line 16 had run out." },
        { "proposed", 1, Set("actions", new JsonList(new JsonMap { { "do", "open-the-door" } })), "proposals: Line 16 (proposed): the action \"open-the-door\" is not known." },
        { "confirmed", 1, Set("officer", "eve"), "confirmations: Line 17 (confirmed): eve was not an officer in force with that certificate." },
        { "confirmed", 1, Set("certificate", Certificate(Cast.Original.Card1)), "confirmations: Line 17 (confirmed): Bootstrap officer 1 was not an officer in force with that certificate." },
        { "confirmed", 1, Set("signature", Convert.ToBase64String(new byte[256])), "confirmations: Line 17 (confirmed): the signature is not Bootstrap officer 1's over that text." },
        { "confirmed", 1, Set("algorithm", "sha1-rsa"), "confirmations: Line 17 (confirmed): the signature is not Bootstrap officer 1's over that text." },
        { "confirmed", 1, Set("proposed", 3), "confirmations: Line 17 (confirmed): line 3, which it confirms, is no earlier proposal." },
        { "confirmed", 2, Drop, "approvals: Line 18 (approved): 2 officers had to confirm, 1 did." },
        { "approved", 1, Drop, "actions: Line 19 (intended): line 18 is no earlier approval." },
        { "approved", 1, Set("proposed", 17), "approvals: Line 19 (approved): line 17, which it answers, is no earlier proposal." },
        { "intended", 1, Set("action", OtherKey()), "actions: Line 20 (intended): the approval of line 19 does not hold this action." },
        { "intended", 3, Set("approved", 19), "actions: Line 39 (intended): it belongs to another step than its approval." },
        { "intended", 1, Drop, "actions: Line 20 (performed): line 19 is no earlier intention." },
        { "performed", 2, Unset("intended"), "actions: Line 21 (performed): something was done that nobody intended or approved." },
        { "performed", 2, Set("receipt", new JsonMap()), "actions: Line 21 (performed): the receipt of \"generate-key-pair\" does not have the fields it should have." },
        { "performed", 2, Set("receipt", OtherReceipt()), "facts: Line 24 (step-done): no action made the key \"Officer CA key\" as it is described." },
        { "performed", 2, Drop, "facts: Line 23 (step-done): no action made the key \"Officer CA key\" as it is described." },
        { "performed", 4, Set("receipt", new JsonMap { { "signature", Convert.ToBase64String(new byte[256]) } }), "facts: Line 33 (step-done): no action signed the CA \"Officer CA\" as it is." },
        { "performed", 1, Drop, "artifacts: No line of the transcript kept \"artifacts/bootca.cer\"." },
        { "looked", 1, Drop, "facts: Line 13 (step-done): no file with the certificate of the Boot CA was read." },
        { "looked", 1, Set("seen", new JsonMap { { "bytes", "AAAA" } }), "facts: Line 14 (step-done): no file with the certificate of the Boot CA was read." },
        { "looked", 2, Drop, "facts: Line 13 (step-done): nobody opened the token of Bootstrap officer 1." },
        { "step-done", 3, Set("facts", new JsonList()), "facts: Line 24 (step-done): the step is done, but without the fact \"key-generated\" that a step of the kind generate-key has." },
        { "step-started", 5, Set("do", "dance"), "facts: Line 47 (step-done): \"dance\" is no known kind of step." },
        { "shown", 1, Roomy, "requests: Line 22 (shown): it belongs to what a step asked for, but says not to which call." },
        { "approved", 1, Roomy, "requests: Line 19 (approved): it belongs to what a step asked for, but says not to which call." },
        { "performed", 2, Roomy, "requests: Line 21 (performed): it belongs to what a step asked for, but says not to which call." },
        { "proposed", 1, Roomy, "requests: Line 17 (confirmed): it answers another request than line 16." },
        { "shown", 1, Set("at", "2026-03-01T19:00:21.000Z"), "time: Line 22 (shown): the clock was set by 18000 seconds, but no line of the kind clock tells of it." },
        { "shown", 1, Set("at", "2026-02-28T14:00:21.000Z"), "time: Line 22 (shown): the clock was set by -86400 seconds, but no line of the kind clock tells of it." },
        { "sealed", 1, Set("outcome", "abandoned"), "roster: Line 89 (sealed): its outcome is neither completed nor aborted." },
        { "sealed", 1, Set("outcome", "aborted"), "roster: Line 89 (sealed): it says that the ceremony was aborted, but no line says why." },
        { "sealed", 1, Set("quorum", 1), "roster: Line 89 (sealed): its quorum is 1, but 2 officers have to agree." },
        { "sealed", 1, Set("quorum", 3), "roster: Line 89 (sealed): its quorum is 3, but 2 officers have to agree." },
        { "sealed", 1, Set("roster", new JsonList()), "roster: Line 89 (sealed): 2 officers have to sign, but it names 0." },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_line_that_is_otherwise_is_noticed_though_everything_was_signed_on_top(string kind, int which, Func<JsonMap, JsonMap?> change, string failure)
    {
        using MadeArchive archive = MadeArchive.Whole((each, number, line) => each == kind && number == which ? change(line) : line);
        Verdict verdict = archive.Verify();
        Assert.Contains(failure, verdict.Failures());
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
    }

    [Fact]
    public void One_officer_cannot_confirm_twice()
    {
        JsonMap? first = null;
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) =>
        {
            if (kind != "confirmed" || number > 2)
            {
                return line;
            }

            first ??= line;
            return number == 1 ? line : Moved(first, line);
        });
        Assert.Equal(["approvals: Line 19 (approved): Bootstrap officer 1 confirmed twice."], archive.Verify().Failures());
    }

    [Fact]
    public void Lines_cannot_be_swapped()
    {
        using MadeArchive archive = MadeArchive.Whole();
        string[] lines = File.ReadAllLines(archive.PathOf("transcript.jsonl"));
        (lines[10], lines[11]) = (lines[11], lines[10]);
        File.WriteAllText(archive.PathOf("transcript.jsonl"), string.Concat(lines.Select(line => line + "\n")));
        ArchiveMaker.WriteSums(archive.Folder);
        Assert.Contains("journal: Line 11 of the journal: its number is 12 where 11 was expected.", archive.VerifyAlone().Failures());
    }

    [Fact]
    public void An_approval_is_used_once()
    {
        Assert.Equal(["actions: Line 19 (intended): the approval of line 16 was used for this action already."], AfterApproval((journal, approved, action) =>
        {
            journal.Perform(approved, action, Receipt());
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void After_an_interruption_an_action_is_done_again()
    {
        Assert.Empty(AfterApproval((journal, approved, action) =>
        {
            journal.Intend(approved, action);
            Resume(journal);
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void Without_an_interruption_it_is_not()
    {
        Assert.Equal(["actions: Line 18 (intended): the approval of line 16 was used for this action already."], AfterApproval((journal, approved, action) =>
        {
            journal.Intend(approved, action);
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void What_was_done_before_an_interruption_is_not_done_again()
    {
        Assert.Equal(["actions: Line 20 (intended): the approval of line 16 was used for this action already."], AfterApproval((journal, approved, action) =>
        {
            journal.Perform(approved, action, Receipt());
            Resume(journal);
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void After_a_failing_device_the_same_intention_is_taken_up_again_but_done_once()
    {
        Assert.Equal(["actions: Line 20 (performed): what line 17 intended was done already."], AfterApproval((journal, approved, action) =>
        {
            long intended = journal.Intend(approved, action);
            journal.Answer("failed", new JsonMap { { "intended", intended }, { "code", "CKR_DEVICE_ERROR" }, { "reason", "The token did not answer." } });
            journal.Answer("performed", new JsonMap { { "intended", intended }, { "receipt", Receipt() } });
            journal.Answer("performed", new JsonMap { { "intended", intended }, { "receipt", Receipt() } });
        }));
    }

    [Fact]
    public void Before_a_resume_officers_may_allow_an_exception_but_no_step_goes_on()
    {
        Assert.Equal(["time: Line 23 (shown): the machine was started again, but no line says that the ceremony was resumed."], AfterApproval((journal, _, _) =>
        {
            journal.Boot = "boot-2";
            journal.During("resume", () => journal.Approve([Cast.Original.Console1, Cast.Original.Console2], new AllowException("one", "another", "go on")));
            journal.Line("exception", new JsonMap { { "expected", "one" }, { "happened", "another" }, { "decided", "go on" } });
            journal.Line("note", new JsonMap { { "text", "One more." } });
            journal.Show("Too early");
        }));
    }

    [Fact]
    public void Another_build_goes_on_only_after_the_officers_allowed_it()
    {
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        string old = JournalMaker.Hash([1]);
        var allow = new AllowException($"the program with the SHA-256 {old}", $"another build of the program runs now, with the SHA-256 {Zeros}", "go on");
        var other = new AllowException("every token is as the journal says", "a card is missing", "go on");

        Assert.Equal(["program: Line 17 (resumed): another build of the program went on, and no exception was recorded before."], AfterApproval((journal, _, _) => Resume(journal, Zeros)));
        Assert.Equal(["program: Line 18 (resumed): another build of the program went on, and the officers had not allowed it."], AfterApproval((journal, _, _) =>
        {
            Record(journal, allow);
            Resume(journal, Zeros);
        }));
        Assert.Equal(["program: Line 22 (resumed): another build of the program went on, and the officers had not allowed it."], AfterApproval((journal, _, _) =>
        {
            journal.During("resume", () => journal.Approve(officers, other));
            Record(journal, allow);
            Resume(journal, Zeros);
        }));
        Assert.Equal(["program: Line 23 (resumed): another build of the program went on, and no exception was recorded before."], AfterApproval((journal, _, _) =>
        {
            journal.During("resume", () => journal.Approve(officers, allow));
            Record(journal, allow);
            Resume(journal, Zeros);
            Resume(journal);
        }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            journal.During("resume", () => journal.Approve(officers, allow));
            Record(journal, allow);
            Resume(journal, Zeros);
            Resume(journal, Zeros);
        }));
    }

    [Fact]
    public void Another_module_goes_on_only_after_the_officers_allowed_it()
    {
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        string one = new('1', 64);
        var first = new AllowException("the PKCS#11 modules that were used before", $"another module is there now, /hsm.so with the SHA-256 {Zeros}", "go on");
        var second = new AllowException($"the PKCS#11 module /hsm.so with the SHA-256 {Zeros}", $"another module is there now, /hsm.so with the SHA-256 {one}", "go on");

        Assert.Equal(["program: Line 17 (resumed): another module /hsm.so went on, and no exception was recorded before."], AfterApproval((journal, _, _) => Resume(journal, module: Zeros)));
        Assert.Equal(["program: Line 18 (resumed): another module /hsm.so went on, and the officers had not allowed it."], AfterApproval((journal, _, _) =>
        {
            Record(journal, first);
            Resume(journal, module: Zeros);
        }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            foreach ((AllowException allow, string module) in new[] { (first, Zeros), (second, one) })
            {
                journal.During("resume", () => journal.Approve(officers, allow));
                Record(journal, allow);
                Resume(journal, module: module);
            }
        }));
    }

    [Fact]
    public void Before_anybody_can_confirm_an_exception_is_enough_for_another_build()
    {
        Assert.Empty(BeforeOfficers(journal =>
        {
            Record(journal, new AllowException(JournalMaker.Hash([1]), Zeros, "go on"));
            Resume(journal, Zeros);
        }));
        Assert.Equal(["program: Line 3 (resumed): another build of the program went on, and no exception was recorded before."], BeforeOfficers(journal => Resume(journal, Zeros)));
    }

    [Fact]
    public void A_sign_in_needs_a_challenge_of_its_own_step_and_role()
    {
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) => kind == "step-done" && number == 8
            ? With(line, "facts", new JsonList(new OfficerSignedIn("ada", "auditor").ToJson()))
            : line);
        Assert.Equal(["facts: Line 87 (step-done): no challenge was signed with the card of ada."], archive.Verify().Failures());
    }

    [Theory]
    [InlineData("shown, then asked for", null)]
    [InlineData("asked for, then shown", null)]
    [InlineData("not at all", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("only shown", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("only asked for", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("another one", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("other words", "the fingerprint of CA was not shown, or its words were not given")]
    public void A_fingerprint_was_compared_only_where_it_was_shown_and_its_words_given(string how, string? failure)
    {
        JsonMap shown = new Screen("A fingerprint", new FingerprintBlock("CA", Zeros)).ToJson();
        IReadOnlyList<string> words = PgpWords.Of(new byte[32]);
        long done = 0;
        IReadOnlyList<string> failures = Started("compare-fingerprint", journal =>
        {
            switch (how)
            {
                case "not at all":
                    break;
                case "only shown":
                    journal.Show(shown);
                    break;
                case "only asked for":
                    journal.GiveWords(("word 1", words[0]));
                    break;
                case "another one":
                    journal.Compare("CA", new string('1', 64));
                    break;
                case "other words":
                    journal.Show(shown);
                    journal.GiveWords(("word 1", words[0]), ("word 2", words[0]));
                    break;
                default:
                    journal.Compare("CA", Zeros, known: how.StartsWith("asked", StringComparison.Ordinal));
                    break;
            }

            journal.Done(new FingerprintCompared("CA", Zeros, "Wim Zorn"));
            done = journal.Lines.Count;
        });
        Assert.Equal(failure is null ? [] : [$"facts: Line {done} (step-done): {failure}."], failures);
    }

    [Fact]
    public void A_step_that_is_done_has_the_facts_of_its_kind() => Assert.Equal(
        ["facts: Line 12 (step-done): the step is done, but without the fact \"key-generated\" that a step of the kind generate-key has."],
        Started("generate-key", journal => journal.Done()));

    [Fact]
    public void A_clock_that_was_set_is_told_of()
    {
        Assert.Equal(
            ["time: Line 18 (note): the clock was set by 3600 seconds, but no line of the kind clock tells of it."], AfterApproval((journal, _, _) =>
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

        // A program that was begun again in the same start of the machine has nothing to compare its first line with.
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            journal.ClockAhead = TimeSpan.FromHours(1);
            journal.During("resume", () => journal.Approve([Cast.Original.Console1, Cast.Original.Console2], new AllowException("one", "another", "go on")));
            journal.Line("resumed", new JsonMap { { "program-version", "0.1.0" }, { "program-sha256", JournalMaker.Hash([1]) }, { "script-sha256", JournalMaker.Hash(journal.Script) }, { "modules", Modules(null) } });
        }));
    }

    [Fact]
    public void A_step_that_attests_is_done_only_after_somebody_has()
    {
        Assert.Empty(Attesting(journal => journal.Attest("Wim Zorn", "I saw it.")));
        Assert.Equal(["steps: Line 4 (step-done): nobody attested anything in the step \"witness\"."], Attesting(_ => { }));
        Assert.Equal([Request(4, "attested")], Attesting(journal => journal.Attest("Wim Zorn", "I saw it.", "I saw nothing.")));
    }

    [Fact]
    public void A_step_ends_by_an_exception_only_where_the_officers_allowed_that_one_and_nothing_was_to_be_made()
    {
        var allow = new AllowException("the witness agrees", "the witness does not", "go on");
        var other = new AllowException("the lamp burns", "it went out", "go on");
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];

        Assert.Empty(Ended("attest", journal =>
        {
            journal.Approve(officers, allow);
            return Record(journal, allow);
        }));
        Assert.Equal(["steps: Line 13 (step-done): the officers had not allowed the exception of line 12."], Ended("attest", journal => Record(journal, allow)));
        Assert.Equal(["steps: Line 17 (step-done): the officers had not allowed the exception of line 16."], Ended("attest", journal =>
        {
            journal.Approve(officers, other);
            return Record(journal, allow);
        }));
        Assert.Equal(["steps: Line 17 (step-done): the officers had not allowed the exception of line 12."], Ended("attest", journal =>
        {
            long seq = Record(journal, allow);
            journal.Approve(officers, allow);
            return seq;
        }));
        Assert.Equal(["steps: Line 17 (step-done): a step of the kind \"create-ca\" cannot be ended by an exception."], Ended("create-ca", journal =>
        {
            journal.Approve(officers, allow);
            return Record(journal, allow);
        }));
        Assert.Equal(["steps: Line 12 (step-done): line 3 is no earlier exception."], Ended("attest", _ => 3));
        Assert.Equal(["steps: Line 13 (step-done): the exception of line 12 belongs to another step."], Ended("attest", journal =>
        {
            long seq = 0;
            journal.During("gather", () => seq = Record(journal, allow));
            return seq;
        }));
        Assert.Contains("steps: Line 17 (step-done): an exception ended it, and yet something holds since.", Ended(
            "sign-in",
            journal =>
            {
                journal.Approve(officers, allow);
                return Record(journal, allow);
            },
            new BootKitOpened([1], "boot.cer")));
    }

    private static IReadOnlyList<string> Ended(string kind, Func<JournalMaker, long> exception, params CeremonyFact[] facts)
    {
        var journal = new JournalMaker();
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        journal.Open(2, ("gather", "gather"), ("ended", kind), ("seal", "seal-transcript"));
        Ceremonies.GatherSmall(journal, officers);
        journal.Begin("ended", kind);
        journal.End(exception(journal), facts);
        return Failures(journal);
    }

    private static IReadOnlyList<string> Attesting(Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        journal.Open(2, ("witness", "attest"), ("seal", "seal-transcript"));
        journal.Begin("witness", "attest");
        act(journal);
        journal.Done();
        return Failures(journal);
    }

    [Fact]
    public void A_token_that_was_found_is_the_one_it_is_called()
    {
        Assert.Empty(AfterApproval((journal, _, _) => Found(journal, "CM-HSM", "1")));
        Assert.Empty(AfterApproval((journal, _, _) => Found(journal, "Other", "CM-HSM")));
        Assert.Equal(
            ["proposals: Line 17 (inventory): the token \"hsm\" that was found has another label and serial number than it is called by."],
            AfterApproval((journal, _, _) => Found(journal, "Other", "1")));
    }

    [Fact]
    public void A_token_that_could_not_be_looked_at_is_no_deceit()
        => Assert.Empty(AfterApproval((journal, _, _) => journal.Line("inventory", new JsonMap
        {
            { "when", "resumed" },
            { "tokens", new JsonList(new JsonMap { { "token", "hsm" }, { "fault", "TwoTokens" } }) },
        })));

    private static void Found(JournalMaker journal, string label, string serial) => journal.Line("inventory", new JsonMap
    {
        { "when", "resumed" },
        { "tokens", new JsonList(new JsonMap { { "token", "hsm" }, { "view", new JsonMap { { "label", label }, { "serial", serial } } } }) },
    });

    [Fact]
    public void Another_script_never_goes_on() => Assert.Equal(
        ["program: Line 17 (resumed): the ceremony went on with another script."], AfterApproval((journal, _, _) => Resume(journal, script: Zeros)));

    [Fact]
    public void What_was_compared_with_paper_is_what_ran()
    {
        JsonMap look = new() { { "look", "room" } };
        Assert.Empty(AfterApproval((journal, _, _) => journal.Look(look, Room(JournalMaker.Hash([1]), JournalMaker.Hash(journal.Script)))));
        Assert.Equal(
            ["program: Line 17 (looked): it saw another program than the one that line 1 names."],
            AfterApproval((journal, _, _) => journal.Look(look, Room(Zeros, JournalMaker.Hash(journal.Script)))));
        Assert.Equal(
            ["program: Line 17 (looked): it saw another script than the one that the first line names."],
            AfterApproval((journal, _, _) => journal.Look(look, Room(JournalMaker.Hash([1]), Zeros))));
        Assert.Equal(
            ["program: Line 17 (looked): it saw other PKCS#11 modules than those that line 1 names."],
            AfterApproval((journal, _, _) => journal.Look(look, Room(JournalMaker.Hash([1]), JournalMaker.Hash(journal.Script), Zeros))));
    }

    [Fact]
    public void An_approval_answers_the_call_that_proposed()
    {
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) =>
            kind == "approved" && number == 1 ? Roomy(line).With(new JsonMap { { "call", 2 }, { "attempt", 1 }, { "asks", Zeros } }) : line);
        Assert.Equal(["requests: Line 19 (approved): it answers another request than line 16."], archive.Verify().Failures());
    }

    [Fact]
    public void Officers_cannot_appear_after_others_have_begun_to_confirm()
    {
        JsonMap? recognised = null;
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) =>
        {
            if (kind != "step-done")
            {
                return line;
            }

            recognised ??= number == 2 ? line["facts"].AsList()[1].AsMap() : null;
            return number == 3 ? With(line, "facts", new JsonList([.. line["facts"].AsList(), recognised!])) : line;
        });
        Assert.Equal(["facts: Line 24 (step-done): Bootstrap officer 1 was recognised after officers had begun to confirm."], archive.Verify().Failures());
    }

    // The officer's second confirmation, truly signed, but at the other's line.
    private static JsonMap Moved(JsonMap first, JsonMap line)
    {
        JsonMap moved = first;
        foreach (string chained in new[] { "seq", "at", "mono", "prev" })
        {
            moved = With(moved, chained, line[chained]);
        }

        return moved;
    }

    private static JsonMap Room(string program, string script, string? module = null) => new() { { "program-sha256", program }, { "script-sha256", script }, { "modules", Modules(module) } };

    private static JsonList Modules(string? sha256) => sha256 is null ? [] : new JsonList(new JsonMap { { "module", "/hsm.so" }, { "sha256", sha256 } });

    private static long Record(JournalMaker journal, AllowException exception) =>
        journal.Line("exception", new JsonMap { { "expected", exception.Expected }, { "happened", exception.Happened }, { "decided", exception.Decided } });

    private static IReadOnlyList<string> BeforeOfficers(Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        act(journal);
        return Failures(journal);
    }

    private static void Note(JournalMaker journal) => journal.Line("note", new JsonMap { { "text", "One more." } });

    /// <summary>A ceremony whose second step is of that kind and was begun.</summary>
    private static IReadOnlyList<string> Started(string kind, Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, [Cast.Original.Console1, Cast.Original.Console2], kind);
        journal.Begin("key", kind);
        act(journal);
        return Failures(journal);
    }

    private static IReadOnlyList<string> AfterApproval(Action<JournalMaker, long, GenerateKeyPair> act)
    {
        var journal = new JournalMaker();
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        Ceremonies.BeginSmall(journal, officers);
        journal.Begin("key", "generate-key");
        var action = new GenerateKeyPair(new TokenRef("hsm"), "Test key", "0a", KeyAlgorithm.Rsa2048, ["sign"]);
        journal.Show("One");
        long approved = journal.Approve(officers, action);
        act(journal, approved, action);
        return Failures(journal);
    }

    private static IReadOnlyList<string> Failures(JournalMaker journal)
    {
        string folder = Directory.CreateTempSubdirectory("ceremony-approved-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "journal.jsonl"), journal.Bytes);
            return Verifier.Verify(folder, new VerifyOptions { AllowConsoleKeys = true }).Failures();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Resume(JournalMaker journal, string? program = null, string? script = null, string? module = null)
    {
        journal.Boot = "boot-2";
        journal.Line("resumed", new JsonMap { { "program-version", "0.1.0" }, { "program-sha256", program ?? JournalMaker.Hash([1]) }, { "script-sha256", script ?? JournalMaker.Hash(journal.Script) }, { "modules", Modules(module) } });
    }

    private static JsonMap Receipt() => new KeyReceipt("HSM-1", "Test key", "0a", "rsa-2048", [1], []).ToJson();

    private static string Request(int line, string kind) => $"requests: Line {line} ({kind}): what it holds is not what was asked for: the hash of the request differs.";

    private static JsonMap Screen(params string[] texts) => new Screen("Confirm", [.. texts.Select(text => new TextBlock(text))]).ToJson();

    private static JsonMap OtherKey() => new GenerateKeyPair(new TokenRef("hsm"), "Another key", "ca", KeyAlgorithm.Rsa2048, ["sign"]).ToJson();

    private static JsonMap OtherReceipt() => new KeyReceipt("HSM-1", "Officer CA key", "ca", "rsa-2048", Cast.Original.BootCa.Spki, ["CKA_LOCAL", "CKA_SENSITIVE"]).ToJson();

    private static string Certificate(Actor actor) => Convert.ToBase64String(actor.Certificate);

    private static Func<JsonMap, JsonMap?> Set(string name, JsonValue value) => line => With(line, name, value);

    private static Func<JsonMap, JsonMap?> Unset(string name) => line => line.Without(name);

    private static JsonMap? Drop(JsonMap line) => null;

    // As if the room had written it.
    private static JsonMap Roomy(JsonMap line) => line.Without("call").Without("attempt").Without("asks");

    private static JsonMap With(JsonMap line, string name, JsonValue value) => line.Without(name).With(new JsonMap { { name, value } });
}
