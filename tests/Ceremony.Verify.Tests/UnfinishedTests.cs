using System.Text;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>A power cut can come after any byte: how a journal is called that ends there.</summary>
public sealed class UnfinishedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("{")]
    [InlineData("{\"at\":\"20")]
    [InlineData("x")]
    public void A_line_of_which_only_a_beginning_was_written_is_torn(string tail)
    {
        Verdict verdict = Of([.. Opened().Bytes, .. Encoding.UTF8.GetBytes(tail)]);
        Assert.Equal("TORN REHEARSAL unfinished", verdict.FirstLine);
        Assert.Empty(verdict.Failures());
    }

    [Theory]
    [InlineData("", "TORN UNKNOWN unfinished")]
    [InlineData("{", "TORN UNKNOWN unfinished")]
    [InlineData("x", "INVALID UNKNOWN unfinished")]
    [InlineData("\n", "INVALID UNKNOWN unfinished")]
    [InlineData("{\n", "INVALID UNKNOWN unfinished")]
    public void Of_a_first_line_too(string journal, string firstLine) => Assert.Equal(firstLine, Of(Encoding.UTF8.GetBytes(journal)).FirstLine);

    [Theory]
    [InlineData("rehearsal", "REHEARSAL")]
    [InlineData("production", "PRODUCTION")]
    public void A_first_line_alone_tells_the_mode(string mode, string word)
    {
        var journal = new JournalMaker { Mode = mode };
        journal.Open(2, ("seal", "seal-transcript"));
        Verdict verdict = Of([.. journal.Lines[0], (byte)'\n']);
        Assert.Equal(word, verdict.Mode);
        Assert.Equal(CurrentEdition.Number, verdict.Edition);
    }

    [Fact]
    public void An_archive_whose_transcript_is_empty_tells_nothing_of_a_ceremony()
    {
        using MadeArchive archive = MadeArchive.Small();
        File.WriteAllBytes(archive.PathOf("transcript.jsonl"), []);
        Assert.Equal("INVALID UNKNOWN unfinished", archive.Verify().FirstLine);
    }

    public void Dispose() => _folder.Dispose();

    private static JournalMaker Opened()
    {
        var journal = new JournalMaker();
        journal.Open(2, ("seal", "seal-transcript"));
        journal.Line("note", new JsonMap { { "text", "Somebody coughed." } });
        return journal;
    }

    private Verdict Of(byte[] journal)
    {
        _folder.Write("journal.jsonl", journal);
        return Verifier.Verify(_folder.Path, new VerifyOptions());
    }
}
