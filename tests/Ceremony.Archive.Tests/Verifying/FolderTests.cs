using Ceremony.Archive.Tests.Verifying.Making;
using Ceremony.Archive.Verifying;
using Ceremony.Core.Json;

namespace Ceremony.Archive.Tests.Verifying;

/// <summary>A ceremony's folder, with or without an archive in it.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ceremony-folder-").FullName;

    private string Journal => Path.Combine(_folder, "journal.jsonl");

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
        Assert.Equal(["journal: Line 4 of the journal: it does not carry the hash of the line before it."], verdict.Failures());
    }

    [Fact]
    public void An_archive_in_its_folder_is_verified_together_with_the_journal_that_goes_on()
    {
        (JournalMaker journal, string fingerprint) = Archived();
        journal.Line("archived", new JsonMap { { "fingerprint", fingerprint } });
        journal.Line("exported", new JsonMap { { "to", "/media/stick" } });
        Write(journal);
        Verdict verdict = Verify(fingerprint);
        Assert.Empty(verdict.Failures());
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
        File.AppendAllText(Journal, "{");
        Assert.Equal("TORN REHEARSAL completed", Verify(fingerprint).FirstLine);
    }

    [Fact]
    public void A_journal_that_is_not_the_archives_is_invalid()
    {
        (_, string fingerprint) = Archived();
        Write(Ceremonies.Whole(Cast.Original));
        Assert.Contains("continuation: The journal of the folder, up to its seal, is not the archive's transcript.", Verify(fingerprint).Failures());
    }

    [Fact]
    public void A_journal_that_tells_of_another_archive_is_invalid()
    {
        (JournalMaker journal, string fingerprint) = Archived();
        journal.Line("archived", new JsonMap { { "fingerprint", new string('0', 64) } });
        Write(journal);
        Assert.Equal([$"continuation: Line {journal.Lines.Count} (archived): it speaks of another archive than the one here."], Verify(fingerprint).Failures());
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JournalMaker Open()
    {
        var journal = new JournalMaker();
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        journal.Line("note", new JsonMap { { "text", "Somebody coughed." } });
        journal.Begin("gather", "gather");
        return journal;
    }

    private (JournalMaker Journal, string Fingerprint) Archived()
    {
        JournalMaker journal = Ceremonies.Whole(Cast.Original);
        return (journal, ArchiveMaker.Write(Path.Combine(_folder, "transcript"), journal, Cast.Original, Cast.Original.Card1, Cast.Original.Card2));
    }

    private void Write(JournalMaker journal) => File.WriteAllBytes(Journal, journal.Bytes);

    private Verdict Verify(string? fingerprint = null) => Verifier.Verify(_folder, new VerifyOptions { Fingerprint = fingerprint });
}
