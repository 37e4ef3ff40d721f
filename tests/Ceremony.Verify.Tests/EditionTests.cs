using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.TestKit;
using Ceremony.Verify.Tests.Editions;

namespace Ceremony.Verify.Tests;

/// <summary>Each record is judged by its own edition, and of one that is newer than the program nothing is claimed.</summary>
public sealed class EditionTests
{
    private const string NotMade = "This check was not made: it depends on the edition, which this program does not know.";

    [Fact]
    public void The_verdict_names_the_edition()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Verdict verdict = archive.Verify();
        Assert.Equal("edition 7", verdict.ToText().Split('\n')[2]);
        Assert.Equal(7, verdict.ToJson().Number("edition"));

        SealedCeremony earlier = SealedEdition.All[0].Listed["single-key"];
        verdict = earlier.Verify(earlier.Archive);
        Assert.Equal("edition 1", verdict.ToText().Split('\n')[2]);
        Assert.Equal(1, verdict.ToJson().Number("edition"));
    }

    [Fact]
    public void The_words_of_one_edition_are_not_those_of_another()
    {
        Assert.Equal(
            ["proposals: Line 15 (proposed): it says \"Generate the key pair \"Test key\", rsa-2048, in CM-HSM; its private key cannot leave the token.\" where the action is "
                + "\"Generate the key pair \"Test key\", rsa-2048, in CM-HSM; it cannot leave it.\"."],
            Small((kind, _, line) => kind == "opened" ? line.Without("edition").Without("installation") : line, edition: 6));
        Assert.Equal(
            ["fields: Line 1 (opened): the field \"edition\" does not belong to this kind."],
            Small((kind, _, line) => kind == "opened" ? line.Without("edition").With(new JsonMap { { "edition", 1 } }) : line, edition: 1));
    }

    [Theory]
    [InlineData("two")]
    [InlineData("")]
    public void An_edition_that_is_no_number_is_none(string edition) => Assert.Contains(
        "fields: Line 1 (opened): the field \"edition\" does not belong to this kind.",
        Small((kind, _, line) => kind == "opened" ? line.Without("edition").With(new JsonMap { { "edition", edition } }) : line, edition: 1));

    [Theory]
    [InlineData(1)]
    [InlineData(2, "fields: Line 4 (exported): edition 2 has no line of this kind.")]
    [InlineData(3, "fields: Line 4 (exported): edition 3 has no line of this kind.")]
    [InlineData(4, "fields: Line 4 (exported): edition 4 has no line of this kind.")]
    [InlineData(5, "fields: Line 4 (exported): edition 5 has no line of this kind.")]
    [InlineData(6, "fields: Line 4 (exported): edition 6 has no line of this kind.")]
    [InlineData(7, "fields: Line 4 (exported): edition 7 has no line of this kind.")]
    public void A_copy_stood_in_the_journal_of_edition_1_alone(long edition, params string[] failures)
    {
        var journal = new JournalMaker { Edition = edition };
        journal.Open(2);
        journal.Line("exported", new JsonMap { { "to", "/media" } });
        Assert.Equal(failures, Judge(journal).Failures());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_medium_that_cannot_be_released_may_end_its_step_by_an_exception(long edition)
    {
        var allow = new AllowException("the medium is unmounted", "it cannot be looked at", "it stays");
        var journal = new JournalMaker { Edition = edition };
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        Ceremonies.BeginSmall(journal, officers, "release-medium");
        journal.Begin("key", "release-medium");
        journal.Approve(officers, allow);
        journal.End(journal.Line("exception", new JsonMap { { "expected", allow.Expected }, { "happened", allow.Happened }, { "decided", allow.Decided } }));
        Assert.Empty(Judge(journal).Failures());
    }

    [Fact]
    public void Of_a_newer_edition_only_what_all_have_in_common_is_told()
    {
        using MadeArchive archive = Newer();
        Verdict verdict = archive.Verify();
        Assert.Equal("UNKNOWN REHEARSAL completed", verdict.FirstLine);
        Assert.Equal(1, verdict.ExitCode);
        Assert.Equal("edition 8: made by a newer program; this program knows editions 1 to 7", verdict.ToText().Split('\n')[2]);
        Assert.Equal(["files", "sums", "hashes", "signatures", "journal", "fingerprint"], verdict.Checks.Where(check => check.IsMade).Select(check => check.Name));
        Assert.All(verdict.Checks, check => Assert.Equal(check.IsMade ? check.Sentence : NotMade, check.Sentence));
        Assert.All(verdict.Checks, check => Assert.Equal(check.IsMade, check.Passed));
        Assert.Contains($"\n? fields                 {NotMade}\n", verdict.ToText(), StringComparison.Ordinal);
        Assert.Contains("""{"made":false,"name":"fields","passed":false,""", CanonicalJson.WriteText(verdict.ToJson()), StringComparison.Ordinal);
        Assert.Equal(2, verdict.Signers.Count);
    }

    [Fact]
    public void What_is_damaged_is_told_of_a_newer_edition_too()
    {
        using MadeArchive archive = Newer();
        File.AppendAllText(archive.PathOf("report.txt"), "One more line.\n");
        Verdict verdict = Verifier.Verify(archive.Folder, new VerifyOptions { Fingerprint = new string('a', 64) });
        Assert.Equal("UNKNOWN REHEARSAL completed", verdict.FirstLine);
        Assert.Equal(["hashes", "fingerprint"], verdict.Checks.Where(check => check is { IsMade: true, Passed: false }).Select(check => check.Name));

        File.AppendAllText(archive.PathOf("SHA256SUMS"), $"{new string('0', 64)}  script.yaml\n");
        Assert.Contains("signatures", archive.Verify().Checks.Where(check => check is { IsMade: true, Passed: false }).Select(check => check.Name));
    }

    [Fact]
    public void A_newer_edition_may_have_kinds_of_lines_of_its_own()
    {
        var journal = new JournalMaker { Edition = 8 };
        journal.Open(2);
        journal.Line("danced", new JsonMap { { "with", "everybody" } });
        Verdict verdict = Judge(journal);
        Assert.Equal("UNKNOWN REHEARSAL unfinished", verdict.FirstLine);
        Assert.True(verdict.Checks.Single(check => check.Name == "journal").Passed);
    }

    private static MadeArchive Newer() => MadeArchive.Whole((kind, _, line) => kind == "opened" ? line.Without("edition").With(new JsonMap { { "edition", 8 }, { "more", "than is known" } }) : line);

    private static IReadOnlyList<string> Small(Func<string, int, JsonMap, JsonMap?> tamper, long edition = CurrentEdition.Number)
    {
        var journal = new JournalMaker { Tamper = tamper, Edition = edition };
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        Ceremonies.BeginSmall(journal, officers);
        Ceremonies.Key(journal, officers, "key", "Test key", "0a", Ceremonies.AnyKey);
        return Judge(journal).Failures();
    }

    private static Verdict Judge(JournalMaker journal) => journal.VerifyAlone(new VerifyOptions { AllowConsoleKeys = true });
}
