using Ceremony.Core;
using Ceremony.Core.Json;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A ceremony goes on in the edition that it began in, or not at all.</summary>
public sealed class EditionTests
{
    private const int FirstLine = 2;

    [Fact]
    public async Task A_ceremony_of_another_edition_is_neither_resumed_nor_aborted()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Files = new StoppingFiles(stage.Files, FirstLine, afterTheWrite: true);
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        stage.Files = new Machine.Files.DurableFiles();
        Assert.Equal(Edition.Current, stage.Lines[0].Json.Number("edition"));

        // What is torn is not put aside either.
        string journal = Path.Combine(stage.Folder, JournalWriter.FileName);
        byte[] before = [.. OfFirstEdition(stage.Lines), .. "{\"at\":"u8];
        File.WriteAllBytes(journal, before);
        string sentence = $"The ceremony in {stage.Folder} was begun in edition 1 by version 1.0 of the program, SHA-256 {new string('a', 64)}, and this program goes on only in edition 7. "
            + "Nothing was changed: go on with the program that began it.";

        Assert.Equal(sentence, (await Assert.ThrowsAsync<JournalBrokenException>(stage.Resume)).Message);
        Assert.Equal(sentence, (await Assert.ThrowsAsync<JournalBrokenException>(() => stage.Abort("enough"))).Message);
        Assert.Equal(before, File.ReadAllBytes(journal));
    }

    private static IEnumerable<byte> OfFirstEdition(IReadOnlyList<JournalLine> lines)
    {
        string previous = JournalLine.NoHash;
        foreach (JournalLine line in lines)
        {
            byte[] bytes = CanonicalJson.Write(line.Json.Without("edition").Without("prev").With(new JsonMap { { "prev", previous } }));
            previous = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
            foreach (byte each in bytes.Append((byte)'\n'))
            {
                yield return each;
            }
        }
    }
}
