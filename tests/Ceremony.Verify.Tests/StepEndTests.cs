using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>What a step must have done before it is done.</summary>
public class StepEndTests
{
    [Theory]
    [InlineData("shown, then asked for", null)]
    [InlineData("asked for, then shown", null)]
    [InlineData("not at all", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("only shown", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("only asked for", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("another one", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("other words", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("two words", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("as another's", "the fingerprint of CA was not shown, or its words were not given")]
    [InlineData("of nothing", "the fingerprint that was compared is not that of CA, nor of anything else that was kept")]
    public void A_fingerprint_was_compared_only_where_it_was_shown_and_its_words_given(string how, string? failure)
    {
        string sha256 = how == "of nothing" ? Zeros : JournalMaker.Hash([1]);
        JsonMap shown = new Screen("A fingerprint", new FingerprintBlock("CA", sha256)).ToJson();
        IReadOnlyList<string> words = PgpWords.Of(Convert.FromHexString(sha256));
        long done = 0;
        IReadOnlyList<string> failures = Started("compare-fingerprint", journal =>
        {
            journal.Keep("ca.cer", [1]);
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
                    journal.GiveWords(("word 1", words[0]), ("word 2", words[0]), ("word 3", words[2]));
                    break;
                case "two words":
                    journal.Show(shown);
                    journal.GiveWords(("word 1", words[0]), ("word 2", words[1]));
                    break;
                case "as another's":
                    journal.Compare("another CA", sha256);
                    break;
                default:
                    journal.Compare("CA", sha256, known: how.StartsWith("asked", StringComparison.Ordinal));
                    break;
            }

            journal.Line("entered", new JsonMap { { "person", new JsonMap { { "role", "witness" }, { "number", 1 }, { "name", "Wim Zorn" } } } });
            journal.Done(new FingerprintCompared("CA", sha256, "Wim Zorn"));
            done = journal.Lines.Count;
        });
        Assert.Equal(failure is null ? [] : [$"facts: Line {done} (step-done): {failure}."], failures);
    }

    [Fact]
    public void A_step_that_is_done_has_the_facts_of_its_kind() => Assert.Equal(
        ["facts: Line 13 (step-done): the step is done, but without the fact \"key-generated\" that a step of the kind generate-key has."],
        Started("generate-key", journal => journal.Done()));

    [Fact]
    public void A_fingerprint_is_compared_by_a_witness()
    {
        string sha256 = JournalMaker.Hash([1]);
        Assert.Equal(["facts: Line 16 (step-done): Oda, who compared the fingerprint of CA, was no witness in the room."], Started("compare-fingerprint", journal =>
        {
            journal.Keep("ca.cer", [1]);
            journal.Compare("CA", sha256);
            journal.Done(new FingerprintCompared("CA", sha256, "Oda"));
        }));
    }

    [Fact]
    public void A_step_that_shows_a_fingerprint_shows_that_of_something_that_was_kept()
    {
        Assert.Equal(["facts: Line 13 (step-done): the step is done, but no fingerprint was shown in it."], Started("show-fingerprint", journal => journal.Done()));
        Assert.Equal(["facts: Line 14 (step-done): the fingerprint that was shown is not that of CA, nor of anything else that was kept."], Started("show-fingerprint", journal =>
        {
            journal.Show(new Screen("A fingerprint", new FingerprintBlock("CA", Zeros)).ToJson());
            journal.Done();
        }));
        Assert.Empty(Started("show-fingerprint", journal =>
        {
            journal.Keep("ca.cer", [1]);
            journal.Show(new Screen("A fingerprint", new FingerprintBlock("CA", JournalMaker.Hash([1]))).ToJson());
            journal.Done();
        }));
    }

    /// <summary>The folders that were looked at, an exclamation mark behind one at which something was mounted; what is said.</summary>
    [Theory]
    [InlineData("/a!,/a", null)]
    [InlineData("", "the medium was released, but nobody looked whether it was still mounted")]
    [InlineData("/a!,/b", "the medium at /a was released, but somebody looked at /b")]
    [InlineData("/a,/a!", "the medium /dev/sdb1 was released, but it was still mounted at /a when somebody looked last")]
    public void A_medium_is_released_once_it_is_no_longer_mounted(string looks, string? failure)
    {
        long done = 0;
        IReadOnlyList<string> failures = Started("release-medium", journal =>
        {
            foreach (string look in looks.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                string folder = look.TrimEnd('!');
                journal.Look(new JsonMap { { "look", "medium" }, { "path", folder } }, folder == look ? [] : new JsonMap
                {
                    { "mount-point", folder }, { "device", "/dev/sdb1" }, { "file-system", "vfat" }, { "removable", true }, { "read-only", false }, { "free", 1000 },
                });
            }

            journal.Done();
            done = journal.Lines.Count;
        });
        Assert.Equal(failure is null ? [] : [$"facts: Line {done} (step-done): {failure}."], failures);
    }

    [Fact]
    public void A_step_that_reads_is_done_only_after_it_showed_what_is_read()
    {
        Assert.Equal(["facts: Line 13 (step-done): the step is done, but nothing was read to the room in it."], Started("read", journal => journal.Done()));
        Assert.Empty(Started("read", journal =>
        {
            journal.Show("Welcome");
            journal.Done();
        }));
        Assert.Equal(["facts: Line 15 (step-done): the step is done, but nothing was read to the room in it."], Started("read", journal =>
        {
            journal.Show("Welcome");
            journal.Again(1, () => journal.Keep("something", [1]));
            journal.Done();
        }));
    }

    [Fact]
    public void A_step_that_attests_is_done_only_after_somebody_has()
    {
        Assert.Empty(Attesting(journal => Agree(journal, "agree").Attest("operator 1", "I saw it.")));
        Assert.Equal(["answers: Line 6 (attested): somebody attested who had not said so when asked."], Attesting(journal => Agree(journal, "do not agree").Attest("operator 1", "I saw it.")));
        Assert.Equal(["answers: Line 5 (attested): somebody attested who had not said so when asked."], Attesting(journal => journal.Attest("operator 1", "I saw it.")));
        Assert.Equal(["steps: Line 5 (step-done): nobody attested anything in the step \"witness\"."], Attesting(_ => { }));
        Assert.Equal([Request(6, "attested")], Attesting(journal => Agree(journal, "agree").Attest("operator 1", "I saw it.", "I saw nothing.")));
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
        Assert.Equal(["steps: Line 14 (step-done): the officers had not allowed the exception of line 13."], Ended("attest", journal => Record(journal, allow)));
        Assert.Equal(["steps: Line 18 (step-done): the officers had not allowed the exception of line 17.", "approvals: Line 18 (step-done): the officers had allowed an exception in line 16, but no line tells of it in their words."], Ended("attest", journal =>
        {
            journal.Approve(officers, other);
            return Record(journal, allow);
        }));
        Assert.Equal(["steps: Line 18 (step-done): the officers had not allowed the exception of line 13.", "approvals: Line 18 (step-done): the officers had allowed an exception in line 17, but no line tells of it in their words."], Ended("attest", journal =>
        {
            long seq = Record(journal, allow);
            journal.Approve(officers, allow);
            return seq;
        }));
        Assert.Equal(["steps: Line 18 (step-done): a step of the kind \"create-ca\" cannot be ended by an exception."], Ended("create-ca", journal =>
        {
            journal.Approve(officers, allow);
            return Record(journal, allow);
        }));
        Assert.Equal(["steps: Line 13 (step-done): line 4 is not an earlier exception."], Ended("attest", _ => 4));
        Assert.Equal(["steps: Line 14 (step-done): the exception of line 13 belongs to another step."], Ended("attest", journal =>
        {
            long seq = 0;
            journal.During("gather", () => seq = Record(journal, allow));
            return seq;
        }));
        Assert.Contains("steps: Line 18 (step-done): an exception ended it, and yet it has facts or outputs.", Ended(
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

    private static JournalMaker Agree(JournalMaker journal, string answer)
    {
        journal.AskFor("operator 1", "I saw it.", ("attest", answer));
        return journal;
    }
}
