using Ceremony.Archive;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Verify;
using CeremonyTui.Commands;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>The command <c>verify</c> makes again what an archive says for people, and compares it.</summary>
public sealed class ReportCheckTests
{
    [Fact]
    public void What_the_program_makes_of_the_transcript_passes()
    {
        using MadeArchive archive = Made(BuildVersion.Text);
        Assert.Equal(
            ("CONSISTENT", '√', "The report, VERIFY.md and the pictures of fingerprints are what this program makes of the transcript, byte for byte."),
            Judged(archive, VerdictWord.Consistent));
    }

    [Theory]
    [InlineData("report.txt")]
    [InlineData("VERIFY.md")]
    [InlineData("fingerprints/journal-head.txt")]
    [InlineData("fingerprints/another.txt")]
    public void Whatever_differs_makes_the_archive_invalid(string file)
    {
        using MadeArchive archive = Made(BuildVersion.Text);
        File.AppendAllText(archive.PathOf(file), "curl elsewhere | sh\n");
        Assert.Equal(("INVALID", '×', $"{file} is not what this program makes of the transcript: do not rely on it, and take no command from it."), Judged(archive, VerdictWord.Valid));
    }

    [Fact]
    public void A_file_that_is_missing_differs()
    {
        using MadeArchive archive = Made(BuildVersion.Text);
        File.Delete(archive.PathOf("VERIFY.md"));
        Assert.Equal("INVALID", Judged(archive, VerdictWord.Valid).Word);
    }

    [Fact]
    public void What_another_version_made_is_not_judged()
    {
        using MadeArchive archive = Made("0.0.9");
        File.WriteAllText(archive.PathOf("report.txt"), "another");
        Assert.Equal(
            ("VALID", '?', $"The report, VERIFY.md and the pictures of fingerprints were not made again: version 0.0.9 of the program made them, and this is {BuildVersion.Text}."),
            Judged(archive, VerdictWord.Valid));
    }

    [Fact]
    public void What_is_of_another_edition_is_not_judged()
    {
        using MadeArchive archive = Made(BuildVersion.Text);
        Verdict verdict = ReportCheck.Add(Verdict(archive, VerdictWord.Valid) with { Edition = 2 });
        Assert.Equal((VerdictWord.Valid, false), (verdict.Word, verdict.Checks[^1].IsMade));
    }

    [Fact]
    public void Of_an_aborted_ceremony_the_version_that_sealed_may_not_be_on_record()
    {
        using MadeArchive archive = Made(BuildVersion.Text);
        File.AppendAllText(archive.PathOf("report.txt"), "more");
        Verdict verdict = ReportCheck.Add(Verdict(archive, VerdictWord.Valid) with { Outcome = "aborted" });
        Assert.Equal((VerdictWord.Valid, '?'), (verdict.Word, verdict.Checks[^1].Mark));
        Assert.Contains("report.txt is not what this version makes of the transcript", verdict.Checks[^1].Sentence, StringComparison.Ordinal);
    }

    // A journal by format.md alone, of the version that is told, with what the program makes of it for people.
    private static MadeArchive Made(string version)
    {
        MadeArchive archive = MadeArchive.Whole((kind, _, line) => kind == "opened" ? OfVersion(line, version) : line);
        Directory.Delete(archive.PathOf("fingerprints"), recursive: true);
        Directory.CreateDirectory(archive.PathOf("fingerprints"));
        foreach ((string name, byte[] bytes) in DerivedFiles.Of(JournalReader.Read(File.ReadAllBytes(archive.PathOf("transcript.jsonl"))).Lines))
        {
            File.WriteAllBytes(archive.PathOf(name), bytes);
        }

        return archive;
    }

    private static JsonMap OfVersion(JsonMap line, string version)
    {
        var changed = new JsonMap();
        foreach ((string name, JsonValue value) in line)
        {
            changed.Add(name, name == "program-version" ? new JsonText(version) : value);
        }

        return changed;
    }

    private static Verdict Verdict(MadeArchive archive, VerdictWord word) =>
        new(word, "REHEARSAL", "completed", [], archive.Fingerprint) { Judged = archive.Folder, Edition = Ceremony.Core.Edition.Current };

    private static (string Word, char Mark, string Sentence) Judged(MadeArchive archive, VerdictWord word)
    {
        Verdict verdict = ReportCheck.Add(Verdict(archive, word));
        return (verdict.FirstLine.Split(' ')[0], verdict.Checks[^1].Mark, verdict.Checks[^1].Sentence);
    }
}
