using Ceremony.Archive;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Verify;
using CeremonyTui.Wiring;

namespace CeremonyTui.Tests.Tampering;

/// <summary>What an archive tells people is made again from its transcript; one that officers signed with a lie in it is INVALID.</summary>
public sealed class ReportCheckTests : IDisposable
{
    private static readonly Cast People = Cast.Original;
    private readonly TemporaryFolder _folder = new();

    private string Archive => _folder["transcript"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_archive_that_tells_what_its_transcript_tells_is_VALID()
    {
        Verdict verdict = Judged(Ceremonies.Whole(People));
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal("√ report.txt, VERIFY.md and the fingerprints' pictures are what this program makes of the transcript.", Said(verdict));
    }

    [Theory]
    [InlineData("report.txt")]
    [InlineData("VERIFY.md")]
    [InlineData("fingerprints/journal-head.png")]
    [InlineData("fingerprints/journal-head.svg")]
    [InlineData("fingerprints/journal-head.txt")]
    public void A_file_that_tells_another_story_is_told_of_though_the_officers_signed_it(string name)
    {
        Verdict verdict = Judged(Ceremonies.Whole(People), archive => File.AppendAllText(Path.Combine(archive, name), "All is well.\n"));
        Assert.Equal("INVALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal($"× \"{name}\" is not what this program makes of the transcript: do not rely on it, read transcript.jsonl.", Said(verdict));
        Assert.Equal(["report"], verdict.Checks.Where(check => !check.Passed).Select(check => check.Name));
    }

    [Fact]
    public void A_picture_that_belongs_to_nothing_and_one_that_is_missing_are_told_of()
    {
        Assert.StartsWith("× \"fingerprints/other-ca.png\"", Said(Judged(Ceremonies.Whole(People), archive => File.Copy(Path.Combine(archive, "fingerprints/journal-head.png"), Path.Combine(archive, "fingerprints/other-ca.png")))), StringComparison.Ordinal);
        Assert.StartsWith("× \"fingerprints/journal-head.svg\"", Said(Judged(Ceremonies.Whole(People), archive => File.Delete(Path.Combine(archive, "fingerprints/journal-head.svg")))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_version_made_is_not_compared_and_said_to_be_so()
    {
        JournalMaker journal = Ceremonies.Whole(People, (kind, _, line) => kind == "opened" ? line.Without("program-version").With(new JsonMap { { "program-version", "9.9\u202e" } }) : line);
        Verdict verdict = Judged(journal, archive => File.AppendAllText(Path.Combine(archive, "report.txt"), "All is well.\n"));
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal($"? report.txt, VERIFY.md and the fingerprints' pictures were not compared: version 9.9\\u{{202e}} of the program made them, and this is version {BuildVersion.Text}.", Said(verdict));
    }

    [Fact]
    public void What_another_edition_made_is_not_compared_and_said_to_be_so()
    {
        string archive = Directory.EnumerateDirectories(Repository.PathOf("tests/Ceremony.Verify.Tests/Editions/edition-2"), "transcript", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        Verdict verdict = Verifier.Verify(archive, new VerifyOptions { AllowConsoleKeys = true });
        Assert.Equal(verdict.FirstLine, ReportCheck.AddTo(verdict).FirstLine);
        Assert.Equal("? report.txt, VERIFY.md and the fingerprints' pictures were not compared: this program makes those of edition 7 only.", Said(ReportCheck.AddTo(verdict)));
    }

    [Fact]
    public void Where_something_else_is_wrong_nothing_is_made_of_the_transcript()
    {
        Judged(Ceremonies.Whole(People));
        Verdict verdict = ReportCheck.AddTo(Verifier.Verify(Archive, new VerifyOptions { Fingerprint = new string('0', 64) }));
        Assert.Equal("INVALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal("? report.txt, VERIFY.md and the fingerprints' pictures were not compared: something else is wrong with the archive.", Said(verdict));
    }

    [Fact]
    public void A_journal_alone_has_no_such_line()
    {
        File.WriteAllBytes(_folder["journal.jsonl"], Ceremonies.Whole(People).Bytes);
        Verdict verdict = Verifier.Verify(_folder["journal.jsonl"], new VerifyOptions());
        Assert.Same(verdict, ReportCheck.AddTo(verdict));
    }

    // Signed again after it was changed, as by officers who did not look.
    private Verdict Judged(JournalMaker journal, Action<string>? change = null)
    {
        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(_folder.Path);
        var builder = new ArchiveBuilder(new DiskFiles(), _folder.Path);
        builder.Build(JournalReader.Read(journal.Bytes).Lines, journal.Script, journal.Artifacts);
        builder.Finish([]);
        change?.Invoke(Archive);
        ArchiveMaker.WriteSums(Archive);
        ArchiveMaker.Sign(Archive, People.Card1, People.Card2);
        string fingerprint = JournalMaker.Hash(File.ReadAllBytes(Path.Combine(Archive, "SHA256SUMS")));
        Verdict verdict = Verifier.Verify(Archive, new VerifyOptions { Fingerprint = fingerprint });
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
        return ReportCheck.AddTo(verdict);
    }

    private static string Said(Verdict verdict) => verdict.Checks.Where(check => check.Name == "report").Select(check => $"{check.Mark} {check.Sentence}").Single();
}
