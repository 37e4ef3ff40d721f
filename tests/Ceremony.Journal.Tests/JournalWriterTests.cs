using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal.Tests;

public class JournalWriterTests
{
    [Fact]
    public void Each_line_is_one_write()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        writer.Append(new Note("one"), null, null);
        Assert.Equal(2, files.Appends);
    }

    [Fact]
    public void A_line_that_is_given_back_stands_on_the_disk()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        JournalLine line = writer.Append(new Note("one"), null, null);
        Assert.Equal(line.Hash, JournalReader.Read(files.Files[Journals.Path]).Lines[^1].Hash);
    }

    [Fact]
    public void A_draft_is_a_chain_behind_the_last_line_and_is_not_written()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        byte[] before = files.Files[Journals.Path];

        IReadOnlyList<JournalLine> drafted = writer.Draft(new DraftLine(new Note("one"), "first"), new DraftLine(new Note("two"), null));

        Assert.Equal([(writer.Last.Seq + 1, writer.Last.Hash, "first"), (writer.Last.Seq + 2, drafted[0].Hash, null)], drafted.Select(line => (line.Seq, line.Prev, line.Step)));
        Assert.Equal(before, files.Files[Journals.Path]);
        Assert.Equal(writer.Last.Seq + 1, writer.Append(new Note("one"), "first", null).Seq);
    }

    [Fact]
    public void What_was_drafted_last_is_written_as_it_was_drafted_unless_another_line_came_first()
    {
        using JournalWriter writer = JournalWriter.Create(new MemoryFiles(), new FakeMachine(TimeSpan.FromMilliseconds(1)), Journals.Dir);
        writer.Append(Journals.Opened(), null, null);
        JournalLine drafted = Assert.Single(writer.Draft(new DraftLine(new Note("one"), "first")));
        Assert.Equal(drafted.Hash, writer.Append(new Note("one"), "first", null).Hash);
        JournalLine passed = Assert.Single(writer.Draft(new DraftLine(new Note("one"), "first")));
        Assert.Equal("two", Assert.IsType<Note>(writer.Append(new Note("two"), "first", null).Entry).Text);
        JournalLine later = writer.Append(new Note("one"), "first", null);
        Assert.Equal(passed.Seq + 1, later.Seq);
        Assert.NotEqual(passed.Prev, later.Prev);
    }

    [Fact]
    public void A_folder_that_holds_a_journal_is_not_begun_again()
    {
        var files = new MemoryFiles();
        using (JournalWriter begun = Journals.Begin(files))
        {
            begun.Append(Journals.Parameters(), null, null);
        }

        var refused = Assert.Throws<JournalBrokenException>(() => JournalWriter.Create(files, new FakeMachine(), Journals.Dir));
        Assert.Equal("/ceremony/journal.jsonl already exists: resume that ceremony, or choose another folder.", refused.Message);
    }

    [Fact]
    public void A_beginning_is_one_write_and_one_that_was_torn_is_begun_afresh()
    {
        var files = new MemoryFiles();
        using (JournalWriter writer = JournalWriter.Create(files, new FakeMachine(), Journals.Dir))
        {
            writer.Begin(Journals.Opened(), Journals.Parameters(), new Note("one"));
            Assert.Equal(["opened", "parameters", "note"], writer.Lines.Select(line => line.Kind));
        }

        Assert.Equal(1, files.Appends);
        byte[] whole = files.Files[Journals.Path];
        Assert.Equal(3, JournalReader.Read(whole).Lines.Count);
        int firstFeed = Array.IndexOf(whole, (byte)'\n') + 1;
        foreach (int length in (int[])[0, 1, firstFeed, firstFeed + 9])
        {
            files.Files[Journals.Path] = whole[..length];
            using JournalWriter again = JournalWriter.Create(files, new FakeMachine(), Journals.Dir);
            again.Append(Journals.Opened(), null, null);
            Assert.Single(JournalReader.Read(files.Files[Journals.Path]).Lines);
        }
    }

    [Fact]
    public void After_a_failed_write_no_line_is_taken()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        files.Fails = true;
        Assert.Equal("EIO", Assert.Throws<DeviceFault>(() => Note(writer)).Code);

        files.Fails = false;
        DeviceFault again = Assert.Throws<DeviceFault>(() => Note(writer));

        Assert.True(writer.IsBroken);
        Assert.Equal("JournalBroken", again.Code);
        Assert.Equal("An earlier write to the journal failed: leave the program, repair the disk, then resume.", again.Message);
        Assert.Single(writer.Lines);
    }

    [Fact]
    public void A_line_that_no_reader_would_take_is_not_written()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.Begin(files);
        LineRefusedException refused = Assert.Throws<LineRefusedException>(() => writer.Append(new Joke(), null, null));
        Assert.Equal("A line of the kind joke cannot be written to the journal: its kind \"joke\" is not known.", refused.Message);
        Assert.Equal(1, files.Appends);
        Assert.False(writer.IsBroken);
    }

    [Fact]
    public void A_journal_is_gone_on_with_where_it_ended()
    {
        var files = new MemoryFiles();
        Journals.BeginWhole(files).Dispose();
        using JournalWriter writer = JournalWriter.Open(files, new FakeMachine(), Journals.Dir);
        Note(writer);
        Assert.Equal(["opened", "parameters", "note"], JournalReader.Read(files.Files[Journals.Path]).Lines.Select(line => line.Kind));
    }

    [Fact]
    public void What_was_read_before_counts_only_where_the_bytes_are_the_same_still()
    {
        var files = new MemoryFiles();
        using (JournalWriter first = Journals.BeginWhole(files))
        {
            JournalFile before = JournalReader.Read([.. files.Files[Journals.Path]]);
            first.Dispose();
            using (JournalWriter same = JournalWriter.Open(files, new FakeMachine(), Journals.Dir, before))
            {
                Assert.Same(before.Lines[0], same.Lines[0]);
                Note(same);
            }

            // A line more than was read.
            using JournalWriter grown = JournalWriter.Open(files, new FakeMachine(), Journals.Dir, before);
            Assert.Equal(["opened", "parameters", "note"], grown.Lines.Select(line => line.Kind));
        }
    }

    [Fact]
    public void A_torn_line_is_kept_aside_and_told_of()
    {
        var files = new MemoryFiles();
        Journals.BeginWhole(files).Dispose();
        files.Files[Journals.Path] = [.. files.Files[Journals.Path], .. "{\"at\":"u8];
        files.Files["/ceremony/torn-3.bin"] = [1];

        using JournalWriter writer = JournalWriter.Open(files, new FakeMachine(), Journals.Dir);

        Assert.Equal("{\"at\":", Encoding.UTF8.GetString(files.Files["/ceremony/torn-3-2.bin"]));
        Assert.Equal([1], files.Files["/ceremony/torn-3.bin"]);
        JournalLine last = JournalReader.Read(files.Files[Journals.Path]).Lines[^1];
        Assert.Equal("recovered", last.Kind);
        Assert.Equal((6, "torn-3-2.bin"), (last.Json.Number("size"), last.Json.Text("kept")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("{\"at\":"u8)), last.Json.Text("sha256"));
    }

    [Fact]
    public void A_journal_with_a_problem_is_not_gone_on_with()
    {
        var files = new MemoryFiles();
        Journals.Begin(files).Dispose();
        files.Files[Journals.Path] = [.. files.Files[Journals.Path], .. "{}\n"u8];
        var refused = Assert.Throws<JournalBrokenException>(() => JournalWriter.Open(files, new FakeMachine(), Journals.Dir));
        Assert.Equal(
            "/ceremony/journal.jsonl cannot be continued: line 2 of the journal: the member \"seq\" is missing.",
            refused.Message);
    }

    /// <summary>What a power cut can leave of the one write that begins a journal, behind a whole first line or without it.</summary>
    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "{\"at\":")]
    [InlineData(true, "")]
    [InlineData(true, "{\"at\":")]
    public void A_journal_that_ends_before_its_parameters_is_not_gone_on_with(bool isOpened, string torn)
    {
        var files = new MemoryFiles();
        Journals.Begin(files).Dispose();
        byte[] left = [.. isOpened ? files.Files[Journals.Path] : [], .. Encoding.UTF8.GetBytes(torn)];
        files.Files[Journals.Path] = left;
        var refused = Assert.Throws<JournalBrokenException>(() => JournalWriter.Open(files, new FakeMachine(), Journals.Dir));
        Assert.Equal(
            "/ceremony/journal.jsonl ends before the ceremony began: nothing was done, so begin it again with the same folder.",
            refused.Message);
        Assert.Equal(left, files.Files[Journals.Path]);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_not_begun_afresh()
    {
        var files = new MemoryFiles();
        files.Files[Journals.Path] = [.. "not a journal\n"u8];
        Assert.Throws<JournalBrokenException>(() => Journals.Begin(files));
        Assert.Equal("not a journal\n", Encoding.UTF8.GetString(files.Files[Journals.Path]));
    }

    [Fact]
    public void A_fact_that_no_reader_knows_is_not_written_and_the_journal_can_be_gone_on_with()
    {
        var files = new MemoryFiles();
        using (JournalWriter writer = Journals.BeginWhole(files))
        {
            byte[] before = files.Files[Journals.Path];
            LineRefusedException refused = Assert.Throws<LineRefusedException>(() => writer.Append(Journals.Done(new Rumour()), "step", null));
            Assert.Equal("A line of the kind step-done cannot be written to the journal: the fact \"rumour\" is not known.", refused.Message);
            Assert.Equal(before, files.Files[Journals.Path]);
            Note(writer);
        }

        using JournalWriter again = JournalWriter.Open(files, new FakeMachine(), Journals.Dir);
        Assert.Equal(["opened", "parameters", "note"], again.Lines.Select(line => line.Kind));
    }

    /// <summary>What a reader passes over would be lost to whoever goes on with the journal.</summary>
    [Fact]
    public void A_line_that_is_read_back_as_something_else_is_not_written()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.BeginWhole(files);
        LineRefusedException refused = Assert.Throws<LineRefusedException>(() => writer.Append(new LoudNote(), null, null));
        Assert.Equal("A line of the kind note cannot be written to the journal: what is read back from it is not what was to be written.", refused.Message);
        Assert.Equal(1, files.Appends);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_not_written()
    {
        var files = new MemoryFiles();
        using JournalWriter writer = Journals.BeginWhole(files);
        LineRefusedException refused = Assert.Throws<LineRefusedException>(() => writer.Append(new Note("\ud83d"), null, null));
        Assert.Equal("A line of the kind note cannot be written to the journal: a text holds half a surrogate pair.", refused.Message);
        Assert.Equal(1, files.Appends);
    }

    [Fact]
    public void A_journal_with_a_line_that_lacks_its_fields_is_not_gone_on_with()
    {
        var files = new MemoryFiles();
        using (JournalWriter writer = Journals.BeginWhole(files))
        {
            Note(writer);
        }

        string text = Encoding.UTF8.GetString(files.Files[Journals.Path]);
        files.Files[Journals.Path] = Encoding.UTF8.GetBytes(text.Replace(",\"text\":\"one\"", "", StringComparison.Ordinal));
        var refused = Assert.Throws<JournalBrokenException>(() => JournalWriter.Open(files, new FakeMachine(), Journals.Dir));
        Assert.Equal("/ceremony/journal.jsonl cannot be continued: line 3 of the journal: the member \"text\" is missing.", refused.Message);
    }

    private static JournalLine Note(JournalWriter writer) => writer.Append(new Note("one"), null, null);

    private sealed record Joke : Entry
    {
        public override string Kind => "joke";

        public override JsonMap Fields() => [];
    }

    private sealed record LoudNote : Entry
    {
        public override string Kind => "note";

        public override JsonMap Fields() => new() { { "text", "one" }, { "loud", true } };
    }

    private sealed record Rumour : CeremonyFact
    {
        public override string Name => "rumour";

        public override string Topic => "Rumours";

        protected override JsonMap Fields() => [];
    }
}
