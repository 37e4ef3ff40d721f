using System.Text;
using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>
/// Rewrites the journal of a ceremony: lines are changed, added, left out, moved; then everything around them is made right again, as far as the keys in
/// the forger's hands go: numbers, the hashes of the lines before and of requests, the texts that officers sign and their signatures.
/// </summary>
/// <param name="lines">The honest lines.</param>
internal sealed class Forger(IReadOnlyList<JsonMap> lines)
{
    private readonly List<ForgedLine> _lines = Resolved(lines);

    public IReadOnlyList<ForgedLine> Lines => _lines;

    /// <summary>The archive's other files by their paths; a lie may change them too.</summary>
    public Dictionary<string, byte[]> Files { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Keys that came into the game by the lie; whoever signs for both signs with them, too.</summary>
    public List<OfficerKey> MoreKeys { get; } = [];

    /// <summary>Who signs the archive, by certificate; null for those of the roster.</summary>
    public IReadOnlyList<OfficerKey>? Sealing { get; set; }

    /// <summary>Changes the list of sums before it is signed.</summary>
    public Func<string, string> Sums { get; set; } = sums => sums;

    /// <summary>The n-th line of a kind, in a step where one is named.</summary>
    public ForgedLine Line(string kind, int which = 1, string? step = null) => All(kind, step).ElementAtOrDefault(which - 1)
        ?? throw new ArgumentException($"there is no line {which} of the kind {kind}{(step is null ? "" : $" in {step}")}");

    public ForgedLine Last(string kind, string? step = null) => All(kind, step).Last();

    public IEnumerable<ForgedLine> All(string kind, string? step = null) => _lines.Where(line => line.Kind == kind && (step is null || line.Step == step));

    /// <summary>The first line in which something holds.</summary>
    public ForgedLine First(Func<ForgedLine, bool> holds) => _lines.First(holds);

    /// <summary>The <c>step-done</c> line that has a fact, and where in it the fact stands, such as <c>facts/0</c>.</summary>
    public (ForgedLine Line, string Path) Fact(string fact, int which = 1)
    {
        foreach (ForgedLine line in All("step-done"))
        {
            for (int at = 0; line.Find($"facts/{at}") is { } found; at++)
            {
                if (found.AsMap().Text("fact") == fact && --which == 0)
                {
                    return (line, $"facts/{at}");
                }
            }
        }

        throw new ArgumentException($"no step has the fact {fact}", nameof(fact));
    }

    public void SetFact(string fact, string path, JsonValue? value, int which = 1)
    {
        (ForgedLine line, string at) = Fact(fact, which);
        line.Set($"{at}/{path}", value);
    }

    public void DropFact(string fact, int which = 1)
    {
        (ForgedLine line, string at) = Fact(fact, which);
        line.Set(at, null);
    }

    /// <summary>The n-th proposal of an action, and what was made of it.</summary>
    public ForgedLine Proposal(string action, int which = 1) => All("proposed").Where(line => line.Text("actions/0/do") == action).ElementAtOrDefault(which - 1)
        ?? throw new ArgumentException($"there is no proposal {which} of {action}", nameof(action));

    public ForgedLine Intention(string action, int which = 1) => All("intended").Where(line => line.Text("action/do") == action).ElementAtOrDefault(which - 1)
        ?? throw new ArgumentException($"there is no intention {which} of {action}", nameof(action));

    /// <summary>The receipt of the n-th deed of an action.</summary>
    public ForgedLine Receipt(string action, int which = 1) => Answering(Intention(action, which), "performed");

    /// <summary>The line of a kind that names another one.</summary>
    public ForgedLine Answering(ForgedLine named, string kind) => All(kind).First(line => line.Names?.Line == named);

    public IReadOnlyList<ForgedLine> AllAnswering(ForgedLine named, string kind) => [.. All(kind).Where(line => line.Names?.Line == named)];

    public void Drop(params IEnumerable<ForgedLine> dropped)
    {
        foreach (ForgedLine line in dropped.ToList())
        {
            _lines.Remove(line);
        }
    }

    public ForgedLine After(ForgedLine before, ForgedLine line)
    {
        _lines.Insert(_lines.IndexOf(before) + 1, line);
        return line;
    }

    /// <summary>Writes a new line right after another one, at its time and in its step.</summary>
    public ForgedLine After(ForgedLine before, string kind, JsonMap fields) => After(before, New(before, kind, fields));

    public ForgedLine Before(ForgedLine after, ForgedLine line)
    {
        _lines.Insert(_lines.IndexOf(after), line);
        return line;
    }

    public ForgedLine Before(ForgedLine after, string kind, JsonMap fields) => Before(after, New(after, kind, fields));

    public void Move(ForgedLine line, ForgedLine after)
    {
        _lines.Remove(line);
        After(after, line);
    }

    public void Cut(ForgedLine from) => _lines.RemoveRange(_lines.IndexOf(from), _lines.Count - _lines.IndexOf(from));

    /// <summary>Changes texts wherever they stand, as somebody would who tells one story throughout.</summary>
    public void Everywhere(string text, string other, string? step = null)
    {
        foreach (ForgedLine line in _lines.Where(line => step is null || line.Step == step))
        {
            line.Change(json => JsonPath.EachText(json, each => each.Replace(text, other, StringComparison.Ordinal)).AsMap());
        }
    }

    /// <summary>Makes everything right around the lies.</summary>
    /// <param name="keys">The keys in the forger's hands; confirmations by others stay as they were.</param>
    public byte[] Chain(IReadOnlyList<OfficerKey> keys)
    {
        Dictionary<string, OfficerKey> by = keys.DistinctBy(key => key.Base64).ToDictionary(key => key.Base64, StringComparer.Ordinal);
        var numbers = _lines.Index().ToDictionary(each => each.Item, each => (long)each.Index + 1);
        var journal = new MemoryStream();
        string head = new('0', 64);
        var hashes = new Dictionary<ForgedLine, string>();
        foreach (ForgedLine line in _lines)
        {
            line.Right("seq", numbers[line]);
            line.Right("prev", head);
            if (line.Names is var (field, named) && numbers.TryGetValue(named, out long number))
            {
                line.Right(field, number);
            }

            foreach ((int at, JsonValue part) in (line.Find("together") as JsonList ?? []).Index())
            {
                line.Right($"together/{at}/asks", Requests.AsksOf(part.AsMap()));
            }

            if (line.Find("asks") is not null && Requests.Asks(line) is { } asks)
            {
                line.Right("asks", asks);
            }

            if (line.Kind == "confirmed" && by.TryGetValue(line.Text("certificate"), out OfficerKey? key) && line.Names is var (_, proposed) && hashes.TryGetValue(proposed, out string? hash))
            {
                Sign(line, Signed(line, proposed, hash), key);
            }

            if (line.Names is { } last && hashes.TryGetValue(last.Line, out string? left))
            {
                Leave(line, numbers[last.Line], left, by);
            }

            byte[] bytes = CanonicalJson.Write(line.Json);
            hashes[line] = head = JournalMaker.Hash(bytes);
            journal.Write([.. bytes, (byte)'\n']);
        }

        return journal.ToArray();
    }

    // What was signed as people left, and what the witness read when they came back.
    private void Leave(ForgedLine line, long number, string hash, Dictionary<string, OfficerKey> by)
    {
        if (line.Kind == "witnessed")
        {
            line.Right("hash", hash);
        }
        else if (line.Kind == "head-signed" && by.TryGetValue(line.Text("certificate"), out OfficerKey? key))
        {
            Sign(line, $"ceremony-leave/1\nceremony: {_lines[0].Text("ceremony")}\nmode: {_lines[0].Text("mode")}\nline: {number}\nhash: {hash}\n", key);
        }
    }

    // What stands already is left: a signature takes longer than all the rest.
    private static void Sign(ForgedLine line, string text, OfficerKey key)
    {
        bool stands = line.Text("text") == text && line.Signer == key.Base64;
        line.Right("text", text);
        line.Right("algorithm", key.Algorithm.Name);
        if (!stands)
        {
            line.Right("signature", key.Confirm(Encoding.UTF8.GetBytes(line.Text("text"))));
        }
    }

    private string Signed(ForgedLine line, ForgedLine proposed, string hash)
    {
        ForgedLine opened = _lines[0];
        string step = line.Step.Length > 0 ? line.Step : proposed.Step;
        string said = string.Concat((proposed.Find("together") as JsonList ?? []).Select(part => Said(part.AsMap().Text("step"), part.AsMap()["text"])).Prepend(Said(step, proposed["text"])));
        return $"ceremony-confirmation/1\nceremony: {opened.Text("ceremony")}\nmode: {opened.Text("mode")}\n{said}proposed: {hash}\n";
    }

    private static string Said(string step, JsonValue text) => $"step: {step}\n{string.Concat(text.AsList().Select(words => $"do: {words.AsText()}\n"))}";

    private static ForgedLine New(ForgedLine beside, string kind, JsonMap fields)
    {
        var line = new JsonMap { { "seq", 0 }, { "prev", "" }, { "kind", kind } };
        foreach (string same in new[] { "at", "boot", "mono", "step" })
        {
            line.Add(same, fields.Find(same) is null ? beside.Find(same) : null);
        }

        return new ForgedLine(line.With(fields));
    }

    private static List<ForgedLine> Resolved(IReadOnlyList<JsonMap> lines)
    {
        List<ForgedLine> made = [.. lines.Select(line => new ForgedLine(line))];
        made.ForEach(line => line.Resolve(made));
        return made;
    }
}
