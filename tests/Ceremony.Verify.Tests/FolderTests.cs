using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>A ceremony's folder, with or without an archive in it.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly string Zeros = new('0', 64);

    private string Journal => _folder["journal.jsonl"];

    [Fact]
    public void A_journal_without_a_seal_is_incomplete()
    {
        Write(Open());
        Verdict verdict = Verify();
        Assert.Equal("INCOMPLETE REHEARSAL unfinished", verdict.FirstLine);
        Assert.Equal(1, verdict.ExitCode);
        Assert.Empty(verdict.Failures());
        Assert.Null(verdict.Fingerprint);
        Assert.Equal("INCOMPLETE REHEARSAL unfinished", Verifier.Verify(Journal, new VerifyOptions()).FirstLine);
    }

    [Fact]
    public void A_torn_last_line_and_nothing_else_is_torn()
    {
        Write(Open());
        File.AppendAllText(Journal, "{\"at\":\"20");
        Assert.Equal("TORN REHEARSAL unfinished", Verify().FirstLine);
        Assert.Equal(1, Verify().ExitCode);
        Assert.Empty(Verify().Failures());
    }

    [Fact]
    public void A_sealed_journal_without_its_archive_is_incomplete()
    {
        Write(Ceremonies.Whole(Cast.Original));
        Assert.Equal("INCOMPLETE REHEARSAL completed", Verify().FirstLine);
    }

    [Fact]
    public void A_changed_line_is_invalid_even_in_an_unfinished_journal()
    {
        Write(Open());
        File.WriteAllText(Journal, File.ReadAllText(Journal).Replace("Somebody coughed.", "Nobody coughed.", StringComparison.Ordinal));
        File.AppendAllText(Journal, "torn");
        Verdict verdict = Verify();
        Assert.Equal("INVALID REHEARSAL unfinished", verdict.FirstLine);
        Assert.Equal(["journal: Line 5 of the journal: it does not carry the hash of the line before it."], verdict.Failures());
    }

    [Fact]
    public void An_archive_in_its_folder_is_verified_together_with_the_journal_that_goes_on()
    {
        (JournalMaker journal, string fingerprint) = Archived();
        journal.Line("note", new JsonMap { { "text", "Copied to two media." } });
        Write(journal);
        Verdict verdict = Verify(fingerprint);
        Assert.Empty(verdict.Failures());
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal(_folder["transcript"], verdict.Judged);
        Assert.Contains(
            verdict.Checks,
            check => Placeless.Numberless(check.Sentence) == "The journal of the folder begins with the transcript and continues with this archive; what stands after line 0 is covered by neither signatures nor fingerprint.");
        File.AppendAllText(Journal, "{");
        Assert.Equal("TORN REHEARSAL completed", Verify(fingerprint).FirstLine);
    }

    [Fact]
    public void A_sealing_that_was_interrupted_is_incomplete_and_says_what_to_do()
    {
        (JournalMaker journal, string fingerprint) = Archived(line => line is not { Kind: "archived" or "compared", Number: 1 });
        Write(journal);
        Verdict verdict = Verify(fingerprint);
        Assert.Empty(verdict.Failures());
        Assert.Equal("INCOMPLETE REHEARSAL completed", verdict.FirstLine);
        Assert.Contains(verdict.Checks, check => check.Sentence.Contains("its sealing was interrupted, and \"ceremony resume\" finishes it", StringComparison.Ordinal));
        journal.Line("witnessed", new JsonMap { { "line", 0 } });
        journal.Line("resumed", Resumed(journal));
        journal.Line("archived", new JsonMap { { "fingerprint", fingerprint } });
        Write(journal);
        Assert.Equal("VALID REHEARSAL completed", Verify(fingerprint).FirstLine);
    }

    [Fact]
    public void What_another_build_of_the_program_had_signed_before_is_no_trouble()
    {
        JournalMaker journal = Ceremonies.Whole(Cast.Original);
        string fingerprint = ArchiveMaker.Write(_folder["transcript"], journal, Cast.Original, Cast.Original.Card1, Cast.Original.Card2);
        journal.Signed(Zeros, Cast.Original.Card1);
        Write(journal);
        Assert.Equal([$"continuation: Line {journal.Lines.Count} (signed): it is about another archive than this one."], Verify(fingerprint).Failures());
        journal.During("resume", () => journal.Approve([Cast.Original.Card1, Cast.Original.Card2], new AllowException(JournalMaker.Hash([1]), Zeros, "go on")));
        journal.Line("exception", new JsonMap { { "expected", JournalMaker.Hash([1]) }, { "happened", Zeros }, { "decided", "go on" } });
        journal.Line("witnessed", new JsonMap { { "line", 0 } });
        journal.Line("resumed", Resumed(journal).Without("program-sha256").With(new JsonMap { { "program-sha256", Zeros } }));
        journal.Signed(fingerprint, Cast.Original.Card1);
        journal.Signed(fingerprint, Cast.Original.Card2);
        journal.Line("archived", new JsonMap { { "fingerprint", fingerprint } });
        Write(journal);
        Assert.Empty(Verify(fingerprint).Failures());
    }

    /// <summary>What is written after the seal instead, and what is said of it. Nobody needs an officer's key for any of this.</summary>
    public static TheoryData<string, Func<JsonMap, JsonMap?>, string> AfterTheSeal => new()
    {
        { "signed", Drop, "SHA256SUMS.p7s holds a signature of CN=ada, but no line of the journal mentions it." },
        { "signed", Set("person", "Mallory"), "Line 124 (signed): ada, Mallory, is not in the roster with that certificate." },
        { "signed", Set("officer", "bo"), "Line 124 (signed): bo, Ada Berg, is not in the roster with that certificate." },
        { "signed", Set("certificate", Convert.ToBase64String(Cast.Original.Card2.Certificate)), "Line 124 (signed): ada, Ada Berg, is not in the roster with that certificate." },
        { "signed", Set("signer-info", "AAAA"), "Line 124 (signed): a signer's part of the signature file cannot be read: its encoding is not the DER that its standard requires." },
        { "signed", Set("sha256sums", Zeros), "Line 124 (signed): what it holds is not a signature by ada." },
        { "archived", Set("fingerprint", Zeros), "Line 126 (archived): it is about another archive than this one." },
        { "compared", Set("sha256", Zeros), "Line 127 (compared): what was compared is not the fingerprint of the archive." },
        { "compared", Set("of", "certificate"), "Line 127 (compared): nothing but the archive can be compared after the seal." },
        { "archived", Drop, "Line 126 (compared): there was no archive yet to compare." },
    };

    [Theory]
    [MemberData(nameof(AfterTheSeal))]
    public void What_follows_the_seal_fits_the_archive(string kind, Func<JsonMap, JsonMap?> change, string failure)
    {
        (JournalMaker journal, string fingerprint) = Archived(_ => true, (each, number, line) => each == kind && number == 1 ? change(line) : line);
        Write(journal);
        Verdict verdict = Verify(fingerprint);
        Assert.Contains(Placeless.Numberless($"continuation: {failure}"), verdict.Failures().Select(Placeless.Numberless));
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
    }

    /// <summary>A line that is added after everything, and what is said of it.</summary>
    public static TheoryData<string, JsonMap, string> MoreAfterTheSeal => new()
    {
        { "archived", new JsonMap { { "fingerprint", Zeros } }, "the archive had already been made" },
        { "aborted", new JsonMap { { "reason", "late" }, { "keys", new JsonList() } }, "a line of this kind cannot come after the seal" },
        { "inventory", new JsonMap { { "when", "after" }, { "tokens", new JsonList() } }, "a line of this kind cannot come after the seal" },
        { "looked", new JsonMap { { "look", new JsonMap { { "look", "clock" } } }, { "seen", new JsonMap() } }, "a line of this kind cannot come after the seal" },
        { "attested", new JsonMap { { "person", "Wim Zorn" }, { "statement", "I saw it." } }, "a line of this kind cannot come after the seal" },
        { "secret-shown", new JsonMap { { "secret", "PIN" }, { "holder", "Ada Berg" }, { "times", 1 }, { "milliseconds", 1 } }, "a line of this kind cannot come after the seal" },
    };

    [Theory]
    [MemberData(nameof(MoreAfterTheSeal))]
    public void After_the_seal_only_a_few_kinds_can_come(string kind, JsonMap fields, string failure)
    {
        (JournalMaker journal, string fingerprint) = Archived();
        journal.Line(kind, fields);
        Write(journal);
        Assert.Contains($"continuation: Line {journal.Lines.Count} ({kind}): {failure}.", Verify(fingerprint).Failures());
    }

    [Fact]
    public void Nothing_but_an_exception_is_laid_before_the_officers_after_the_seal()
    {
        (JournalMaker journal, string fingerprint) = Archived();
        journal.During("resume", () => journal.Approve([Cast.Original.Card1, Cast.Original.Card2], new SetPin(new TokenRef("hsm"), "Ada Berg", 6, false)));
        Write(journal);
        Assert.Contains($"continuation: Line {journal.Lines.Count - 3} (proposed): nothing but an exception can be put to the officers after the seal.", Verify(fingerprint).Failures());
    }

    [Fact]
    public void Signatures_taken_out_of_an_aborted_archive_are_missed_in_its_folder()
    {
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, officers);
        journal.Line("aborted", new JsonMap { { "reason", "Somebody fell ill." }, { "keys", new JsonList() } });
        journal.Seal("aborted", 2, officers);
        string archive = _folder["transcript"];
        string fingerprint = ArchiveMaker.Write(archive, journal, Cast.Original, officers);
        journal.Signed(fingerprint, officers[0]);
        journal.Signed(fingerprint, officers[1]);
        journal.Line("archived", new JsonMap { { "fingerprint", fingerprint } });
        Write(journal);
        var options = new VerifyOptions { Fingerprint = fingerprint, AllowConsoleKeys = true };
        Assert.Equal("VALID REHEARSAL aborted", Verifier.Verify(_folder.Path, options).FirstLine);
        File.Delete(Path.Combine(archive, "SHA256SUMS.p7s"));
        Assert.Equal("VALID REHEARSAL aborted", Verifier.Verify(archive, options).FirstLine);
        Assert.Contains(Verifier.Verify(archive, options).Checks, check => check.Sentence.StartsWith("0 of the 2 in the roster signed SHA256SUMS", StringComparison.Ordinal));
        int line = journal.Lines.Count - 2;
        Assert.Equal([$"continuation: Line {line} (signed): the signature of officer 1 is not in SHA256SUMS.p7s."], Verifier.Verify(_folder.Path, options).Failures());
    }

    [Fact]
    public void An_archive_is_judged_itself_and_not_another_one_that_lies_in_it()
    {
        using MadeArchive honest = MadeArchive.Whole();
        (_, string fingerprint) = Archived();
        string decoy = _folder["transcript"];
        foreach (string file in Directory.EnumerateFiles(honest.Folder))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }

        Verdict verdict = Verify(fingerprint);
        Assert.Equal(_folder.Path, verdict.Judged);
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        Assert.Contains("files: The folder \"transcript\" does not belong in an archive.", verdict.Failures());
        Assert.True(Directory.Exists(decoy));
    }

    [Fact]
    public void Script_and_artifacts_beside_the_archive_are_those_of_the_journal()
    {
        (JournalMaker journal, string fingerprint) = Archived();
        Write(journal);
        File.WriteAllBytes(_folder["script.yaml"], journal.Script);
        string artifacts = Directory.CreateDirectory(_folder["artifacts"]).FullName;
        foreach ((string name, byte[] bytes) in journal.Artifacts)
        {
            File.WriteAllBytes(Path.Combine(artifacts, name), bytes);
        }

        Assert.Empty(Verify(fingerprint).Failures());

        File.WriteAllText(Path.Combine(artifacts, "more.cer"), "x");
        Assert.Equal(["folder: No line kept \"artifacts/more.cer\", which lies in the ceremony's folder."], Verify(fingerprint).Failures());
        File.Delete(Path.Combine(artifacts, "more.cer"));

        File.AppendAllText(Path.Combine(artifacts, "ada.cer"), "x");
        Assert.Equal(["folder: The artifact \"ada.cer\" in the ceremony's folder is not the one that was kept: its hash differs."], Verify(fingerprint).Failures());
        File.Delete(Path.Combine(artifacts, "ada.cer"));
        Assert.Equal(["folder: The journal records the artifact \"ada.cer\", but it is missing in the ceremony's folder."], Verify(fingerprint).Failures());

        Directory.Delete(artifacts, recursive: true);
        File.AppendAllText(_folder["script.yaml"], "# more\n");
        Assert.Equal(["folder: script.yaml in the ceremony's folder is not the script that the first line names: its hash differs."], Verify(fingerprint).Failures());
    }

    [Fact]
    public void An_artifact_that_was_written_just_before_the_program_was_stopped_is_only_named()
    {
        Write(Open());
        Directory.CreateDirectory(_folder["artifacts"]);
        File.WriteAllText(Path.Combine(_folder.Path, "artifacts", "ca.cer"), "x");
        Verdict verdict = Verify();
        Assert.Empty(verdict.Failures());
        Assert.Contains(
            "In the ceremony's folder, script and artifacts are those that the journal records; no line kept artifacts/ca.cer: that is not part of the record.", verdict.Checks.Select(check => check.Sentence));
    }

    [Fact]
    public void The_script_of_an_unfinished_ceremony_is_compared_too()
    {
        JournalMaker journal = Open();
        Write(journal);
        Assert.Contains("2 officers have to confirm, within 600 seconds; there is no script here to compare that with.", Verify().Checks.Select(check => check.Sentence));
        File.WriteAllBytes(_folder["script.yaml"], journal.Script);
        Assert.Contains("2 officers have to confirm, within 600 seconds, as script.yaml says.", Verify().Checks.Select(check => check.Sentence));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_linked_archive_is_not_followed(bool withJournal)
    {
        using MadeArchive archive = MadeArchive.Whole();
        if (withJournal)
        {
            Write(Open());
        }

        Directory.CreateSymbolicLink(_folder["transcript"], archive.Folder);
        Assert.Equal(["path: The archive's folder \"transcript\" is a link, which is not followed."], Verify(archive.Fingerprint).Failures());
    }

    [Fact]
    public void A_folder_with_neither_says_so()
    {
        File.WriteAllText(_folder["notes.txt"], "x");
        Verdict verdict = Verify();
        Assert.Equal("INVALID UNKNOWN unfinished", verdict.FirstLine);
        Assert.Equal(["path: There is neither an archive nor a ceremony in this folder: SHA256SUMS, transcript/ and journal.jsonl are all missing."], verdict.Failures());
    }

    [Theory]
    [InlineData("", "TORN UNKNOWN unfinished")]
    [InlineData("{\"a", "TORN UNKNOWN unfinished")]
    [InlineData("{\"at\":\"2026-03-01T14:00:00.000Z\",\"boot\"", "TORN UNKNOWN unfinished")]
    [InlineData("something else", "INVALID UNKNOWN unfinished")]
    [InlineData("{\"at\":\"2026-03-01T14:00:00.000Z\",\"boot\"\n", "INVALID UNKNOWN unfinished")]
    public void A_first_line_that_was_not_written_to_its_end_is_torn(string journal, string firstLine)
    {
        File.WriteAllText(Journal, journal);
        Assert.Equal(firstLine, Verify().FirstLine);
        Assert.Equal(firstLine, Verifier.Verify(Journal, new VerifyOptions()).FirstLine);
    }

    [Fact]
    public void A_journal_of_absurd_length_is_not_read()
    {
        File.WriteAllBytes(Journal, [.. Enumerable.Repeat((byte)'\n', 100_001)]);
        Assert.Equal(["path: The journal has more than 100000 lines."], Verify().Failures());
    }

    [Fact]
    public void A_journal_that_is_not_the_archives_is_invalid()
    {
        (_, string fingerprint) = Archived();
        Write(Ceremonies.Whole(Cast.Original));
        Assert.Contains("continuation: The journal of the folder, up to its seal, is not the archive's transcript.", Verify(fingerprint).Failures());
    }

    [Fact]
    public void Nothing_is_done_after_the_seal()
    {
        (JournalMaker journal, string fingerprint) = Archived();
        journal.Line("performed", new JsonMap
        {
            { "action", new JsonMap { { "do", "keep-artifact" }, { "name", "late.cer" } } },
            { "receipt", new JsonMap { { "sha256", new string('0', 64) }, { "size", 1 } } },
        });
        Write(journal);
        Assert.Contains($"ending: Line {journal.Lines.Count} (performed): nothing can be done after the seal.", Verify(fingerprint).Failures());
    }

    public void Dispose() => _folder.Dispose();

    private static JournalMaker Open()
    {
        var journal = new JournalMaker();
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        journal.Line("note", new JsonMap { { "text", "Somebody coughed." } });
        journal.Begin("gather", "gather");
        return journal;
    }

    /// <summary>An archive, and its journal to its end: signed, archived, compared.</summary>
    private (JournalMaker Journal, string Fingerprint) Archived(Func<(string Kind, int Number), bool>? written = null, Func<string, int, JsonMap, JsonMap?>? tamper = null)
    {
        JournalMaker journal = Ceremonies.Whole(Cast.Original, (kind, number, line) => written is null || written((kind, number)) ? tamper is null ? line : tamper(kind, number, line) : null);
        string fingerprint = ArchiveMaker.Write(_folder["transcript"], journal, Cast.Original, Cast.Original.Card1, Cast.Original.Card2);
        journal.Signed(fingerprint, Cast.Original.Card1);
        journal.Signed(fingerprint, Cast.Original.Card2);
        journal.Line("archived", new JsonMap { { "fingerprint", fingerprint } });
        journal.Line("compared", new JsonMap { { "of", "archive" }, { "sha256", fingerprint } });
        return (journal, fingerprint);
    }

    private static JsonMap Resumed(JournalMaker journal) =>
        new() { { "program-version", "0.1.0" }, { "program-sha256", JournalMaker.Hash([1]) }, { "script-sha256", JournalMaker.Hash(journal.Script) }, { "modules", new JsonList() } };

    private static JsonMap? Drop(JsonMap line) => null;

    private static Func<JsonMap, JsonMap?> Set(string name, JsonValue value) => line => line.Without(name).With(new JsonMap { { name, value } });

    private void Write(JournalMaker journal) => File.WriteAllBytes(Journal, journal.Bytes);

    private Verdict Verify(string? fingerprint = null) => Verifier.Verify(_folder.Path, new VerifyOptions { Fingerprint = fingerprint });
}
