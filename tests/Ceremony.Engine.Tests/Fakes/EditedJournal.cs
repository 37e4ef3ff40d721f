using System.Security.Cryptography;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A journal as somebody edits it who has the folder between two runs: each line can be changed, and all are numbered and chained again.</summary>
internal sealed class EditedJournal
{
    private readonly string _path;

    public EditedJournal(string folder)
    {
        _path = Path.Combine(folder, JournalWriter.FileName);
        Lines = [.. JournalReader.Read(File.ReadAllBytes(_path)).Lines.Select(line => line.Json)];
    }

    public List<JsonMap> Lines { get; }

    /// <summary>The place of the last line of a kind.</summary>
    public int Last(string kind) => Lines.FindLastIndex(line => line.Text("kind") == kind);

    /// <summary>Puts other values into a line.</summary>
    public void Change(int at, JsonMap values) => Lines[at] = values.Names.Aggregate(Lines[at], (line, name) => line.Without(name)).With(values);

    /// <summary>Adds a line behind the last one, with what all lines have taken from that one.</summary>
    public void Append(string kind, string? by, JsonMap fields)
    {
        JsonMap last = Lines[^1];
        var common = new JsonMap { { "at", last["at"] }, { "boot", last["boot"] }, { "mono", last["mono"] }, { "kind", kind }, { "by", by is null ? null : new JsonText(by) } };
        JsonMap place = last.Find("call") is null || kind == "note" ? [] : new JsonMap { { "step", last["step"] }, { "call", last["call"] }, { "attempt", last["attempt"] }, { "asks", last["asks"] } };
        Lines.Add(common.With(place).With(fields));
    }

    /// <summary>Writes it.</summary>
    public void Write()
    {
        string previous = JournalLine.NoHash;
        using var file = new FileStream(_path, FileMode.Create);
        for (int at = 0; at < Lines.Count; at++)
        {
            byte[] bytes = CanonicalJson.Write(Lines[at].Without("seq").Without("prev").With(new JsonMap { { "seq", at + 1 }, { "prev", previous } }));
            previous = Convert.ToHexStringLower(SHA256.HashData(bytes));
            file.Write([.. bytes, (byte)'\n']);
        }
    }
}
