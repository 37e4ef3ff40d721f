using Ceremony.Core.Json;
using Ceremony.Journal.Entries;
using CsCheck;

namespace Ceremony.Journal.Tests;

/// <summary>What was written is read, and written again to the same bytes, whatever the texts and numbers in it are.</summary>
public class EntryTests
{
    public static TheoryData<string> Kinds => [.. EntryGens.All.Keys];

    [Fact]
    public void No_kind_is_forgotten() => Assert.Equal(JournalKinds.All.Order(StringComparer.Ordinal), EntryGens.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_entry_is_written_read_and_written_again_to_the_same_bytes(string kind) => EntryGens.All[kind].Sample(entry =>
    {
        Assert.Equal(kind, entry.Kind);
        byte[] written = Written(entry);
        JournalFile read = JournalReader.Read(written);
        Assert.Null(read.Problem);
        Assert.Null(read.Unreadable);
        Assert.Equal(CanonicalJson.WriteText(entry.Fields()), CanonicalJson.WriteText(read.Lines[^1].Entry.Fields()));
        Assert.Equal(entry.GetType(), read.Lines[^1].Entry.GetType());
        return written.AsSpan().SequenceEqual(Written(read.Lines[^1].Entry));
    }, iter: 50);

    private static byte[] Written(Entry entry)
    {
        var files = new MemoryFiles();
        using JournalWriter writer = JournalWriter.Create(files, new FakeMachine(), Journals.Dir);
        writer.Append(entry is Opened ? entry : Journals.Opened(), null, null);
        if (entry is not Opened)
        {
            writer.Append(entry, "the-step", "Ana Vega", entry is StepStarted or StepDone ? null : new DeskCall(1, 1, Journals.Hash));
        }

        return files.Files[Journals.Path];
    }
}
