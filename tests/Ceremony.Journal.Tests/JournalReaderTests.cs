using System.Security.Cryptography;
using System.Text;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal.Tests;

public class JournalReaderTests
{
    /// <summary>A change to the second line of a journal of two, and what is said of it.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { "\"seq\":2", "\"seq\":3", "line 2 of the journal: its number is 3 where 2 was expected." },
        { "\"seq\":2", "\"seq\":\"2\"", "line 2 of the journal: a whole number was expected." },
        { "\"seq\":2", "\"seq\": 2", "line 2 of the journal: it is not in canonical form (RFC 8785)." },
        { ",\"seq\":2", "", "line 2 of the journal: the member \"seq\" is missing." },
        { "\"kind\":\"note\"", "\"kind\":\"joke\"", "line 2 of the journal: its kind \"joke\" is not known." },
        { "\"kind\":\"note\"", "\"kind\":\"\\u001b[2J\"", "line 2 of the journal: its kind \"\\u{1b}[2J\" is not known." },
        { "\"kind\":\"note\"", "\"kind\":\"opened\"", "line 2 of the journal: a journal is opened only once." },
        { "12.123Z", "12.12Z", "line 2 of the journal: its time is not of the form 2026-03-01T14:02:11.123Z." },
        { "2026-03-01", "2026-02-30", "line 2 of the journal: its time is not of the form 2026-03-01T14:02:11.123Z." },
        { "\"mono\":2000", "\"mono\":-1", "line 2 of the journal: its monotonic time is negative." },
        { "\"mono\":2000", "\"mono\":1.5", "line 2 of the journal: a number is not a whole number within 2^53 - 1." },
        { "5a1ba1d8-0d3f-4cf3-8a5d-2a44f0b1d001", "", "line 2 of the journal: it names no boot." },
        { "{", "[", "line 2 of the journal: it is not JSON in UTF-8." },
        { "\"kind\"", "\"call\":1,\"kind\"", "line 2 of the journal: it answers a call, but names no step." },
        { "\"boot\"", "\"attempt\":0,\"boot\"", "line 2 of the journal: calls and attempts are counted from 1." },
        { "\"boot\"", "\"attempt\":\"1\",\"boot\"", "line 2 of the journal: a whole number was expected." },
    };

    [Fact]
    public void A_journal_that_was_written_is_read_back()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        writer.Append(new Note("Ünïcode"), "step-1", "operator 1");

        JournalFile read = JournalReader.Read(files.Files[Journals.Path]);

        Assert.Null(read.Problem);
        Assert.Empty(read.TornTail);
        Assert.Equal(writer.Lines.Select(line => line.Hash), read.Lines.Select(line => line.Hash));
        Assert.Equal((2, "note", "step-1", "operator 1"), (read.Lines[1].Seq, read.Lines[1].Kind, read.Lines[1].Step, read.Lines[1].By));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(read.Lines[0].Bytes.Span)), read.Lines[1].Prev);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_line_that_is_not_as_it_must_be_is_refused(string before, string after, string sentence)
    {
        string[] lines = TwoLines();
        string changed = Replace(lines[1], before, after);
        Assert.NotEqual(lines[1], changed);

        JournalFile read = Read($"{lines[0]}\n{changed}\n");

        Assert.Equal(new JournalProblem(2, sentence), read.Problem);
        Assert.Single(read.Lines);
    }

    [Fact]
    public void A_line_that_was_changed_is_noticed_by_the_next()
    {
        string[] lines = TwoLines();
        JournalFile read = Read($"{lines[0].Replace("A ceremony", "B ceremony", StringComparison.Ordinal)}\n{lines[1]}\n");
        Assert.Equal(new JournalProblem(2, "line 2 of the journal: it does not carry the hash of the line before it."), read.Problem);
    }

    [Fact]
    public void A_journal_that_does_not_begin_with_opened_is_refused()
    {
        string first = Replace(TwoLines()[0], "\"kind\":\"opened\"", "\"kind\":\"note\"");
        Assert.Equal("line 1 of the journal: a journal begins with the kind \"opened\", not \"note\".", Read(first + "\n").Problem?.Sentence);
    }

    [Fact]
    public void Another_format_is_refused()
    {
        string first = Replace(TwoLines()[0], "ceremony-journal/1", "ceremony-journal/2");
        Assert.Equal("line 1 of the journal: the format is not ceremony-journal/1.", Read(first + "\n").Problem?.Sentence);
    }

    [Fact]
    public void Only_what_follows_the_last_line_feed_is_torn()
    {
        string[] lines = TwoLines();
        for (int length = 1; length <= lines[1].Length; length++)
        {
            JournalFile read = Read($"{lines[0]}\n{lines[1][..length]}");
            Assert.Null(read.Problem);
            Assert.Equal(lines[1][..length], Encoding.UTF8.GetString(read.TornTail));
            Assert.Single(read.Lines);
        }
    }

    [Fact]
    public void A_torn_line_in_the_middle_is_a_problem()
    {
        string[] lines = TwoLines();
        JournalFile read = Read($"{lines[0]}\n{lines[1][..40]}\n{lines[1]}\n");
        Assert.Equal("line 2 of the journal: it is not JSON in UTF-8.", read.Problem?.Sentence);
    }

    [Fact]
    public void An_empty_line_is_a_problem() => Assert.Equal(1, Read("\n").Problem?.Line);

    [Fact]
    public void An_empty_file_has_no_lines_and_no_problem() => Assert.Equal((0, null), (Read("").Lines.Count, Read("").Problem));

    [Fact]
    public void Whatever_byte_of_a_line_but_the_last_is_flipped_it_is_noticed()
    {
        byte[] good = Encoding.UTF8.GetBytes(string.Join('\n', TwoLines()) + "\n");
        int firstLine = Array.IndexOf(good, (byte)'\n');
        for (int place = 0; place <= firstLine; place++)
        {
            byte[] bad = [.. good];
            bad[place] ^= 1;
            Assert.NotNull(JournalReader.Read(bad).Problem);
        }
    }

    private static string Replace(string text, string before, string after)
    {
        int at = text.IndexOf(before, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + after + text[(at + before.Length)..];
    }

    private static JournalFile Read(string text) => JournalReader.Read(Encoding.UTF8.GetBytes(text));

    private static string[] TwoLines()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        writer.Append(new Note("a note"), null, null);
        return [.. writer.Lines.Select(line => Encoding.UTF8.GetString(line.Bytes.Span))];
    }
}
