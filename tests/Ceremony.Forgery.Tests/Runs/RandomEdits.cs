using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>Changes a journal at random, but in the same way for the same seed: values, lines dropped, added, copied, moved and swapped, the end cut off.</summary>
internal sealed class RandomEdits(int seed)
{
    private static readonly string[] Invented = ["approved", "note", "entered", "left", "exception", "step-done", "confirmed", "intended", "performed", "aborted", "witnessed"];

    private readonly Random _random = new(seed);

    /// <summary>Makes one edit, and gives it in words.</summary>
    public string Edit(Forger forger) => _random.Next(10) switch
    {
        0 => Drop(forger),
        1 => Copy(forger),
        2 => Swap(forger),
        3 => Move(forger),
        4 => CutOff(forger),
        5 => Invent(forger),
        6 => FromAnother(forger),
        _ => Flip(forger),
    };

    /// <summary>Whether the forger has one officer's key.</summary>
    public bool HasOneKey { get; } = seed % 2 == 1;

    private string Drop(Forger forger)
    {
        ForgedLine line = Any(forger);
        forger.Drop([line]);
        return $"dropped: {line.Kind}";
    }

    private string Copy(Forger forger)
    {
        ForgedLine line = Any(forger);
        ForgedLine after = Any(forger);
        forger.After(after, Placed(line.Copy(), after));
        return $"copied: {line.Kind}";
    }

    private string Swap(Forger forger)
    {
        int at = _random.Next(forger.Lines.Count - 1);
        (ForgedLine first, ForgedLine second) = (forger.Lines[at], forger.Lines[at + 1]);
        (JsonMap one, JsonMap two) = (first.Json, second.Json);
        forger.Move(first, second);
        Placed(second, one);
        Placed(first, two);
        return $"swapped: {first.Kind}";
    }

    private string Move(Forger forger)
    {
        ForgedLine line = Any(forger);
        ForgedLine after = Any(forger);
        if (line != after)
        {
            forger.Move(line, after);
            Placed(line, after);
        }

        return $"moved: {line.Kind}";
    }

    private string CutOff(Forger forger)
    {
        ForgedLine from = forger.Lines[1 + _random.Next(forger.Lines.Count - 1)];
        forger.Cut(from);
        return $"cut off: {from.Kind}";
    }

    // A line of that kind as there is one already, else one of its own, as if it had just happened.
    private string Invent(Forger forger)
    {
        string kind = Invented[_random.Next(Invented.Length)];
        ForgedLine after = _random.Next(2) == 0 ? forger.Lines[^1] : Any(forger);
        if (forger.All(kind).LastOrDefault() is { } like)
        {
            ForgedLine made = Placed(like.Copy(), after);
            if (after.Json.Find("step") is { } step)
            {
                made.Change(json => JsonPath.Set(json, "step", step).AsMap());
            }

            if (made.Names is var (field, _) && forger.Lines.LastOrDefault(line => line.Kind == field) is { } named)
            {
                made.Name(field, named);
            }

            forger.After(after, made);
        }
        else
        {
            forger.After(after, kind, Fields(kind));
        }

        return $"invented: {kind}";
    }

    private static JsonMap Fields(string kind) => kind switch
    {
        "note" => new JsonMap { { "text", "All was well." } },
        "exception" => new JsonMap { { "expected", "it works" }, { "happened", "it did not" }, { "decided", "go on" } },
        "aborted" => new JsonMap { { "reason", "Somebody fell ill." }, { "keys", new JsonList() } },
        "witnessed" => new JsonMap { { "line", 0 } },
        _ => new JsonMap { { "person", new JsonMap { { "role", "officer" }, { "number", 3 }, { "name", "Eve Miller" } } } },
    };

    private string FromAnother(Forger forger)
    {
        ForgedLine line = Any(forger);
        ForgedLine[] alike = [.. forger.All(line.Kind)];
        ForgedLine other = alike[_random.Next(alike.Length)];
        string[] paths = [.. Leaves(line.Json, "")];
        string path = paths[_random.Next(paths.Length)];
        if (other.Find(path) is { } value)
        {
            line.Set(path, value);
        }

        return $"taken from another: {line.Kind} {path}";
    }

    private string Flip(Forger forger)
    {
        ForgedLine line = Any(forger);
        string[] paths = [.. Leaves(line.Json, "")];
        string path = paths[_random.Next(paths.Length)];
        string kind = line.Kind;
        line.Set(path, Other(line[path]));
        return $"changed: {kind} {path}";
    }

    private JsonValue? Other(JsonValue value) => value switch
    {
        _ when _random.Next(12) == 0 => null,
        JsonNumber(var number) => number + (_random.Next(2) == 0 ? 1 : -1),
        JsonBool(var flag) => !flag,
        JsonText(var text) when text.Length > 0 && _random.Next(2) == 0 => Flipped(text),
        JsonText => "Eve Miller",
        _ => new JsonList(),
    };

    private string Flipped(string text)
    {
        int at = _random.Next(text.Length);
        char other = text[at] is 'a' or 'A' ? 'b' : char.IsAsciiLetterUpper(text[at]) ? 'A' : char.IsAsciiDigit(text[at]) ? (char)('0' + ((text[at] - '0' + 1) % 10)) : 'a';
        return $"{text[..at]}{other}{text[(at + 1)..]}";
    }

    private static IEnumerable<string> Leaves(JsonValue value, string path) => value switch
    {
        JsonMap map => map.Where(member => path.Length > 0 || member.Key is not ("seq" or "prev")).SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Key : $"{path}/{member.Key}")),
        JsonList { Count: > 0 } list => list.Index().SelectMany(item => Leaves(item.Item, $"{path}/{item.Index}")),
        _ => [path],
    };

    private ForgedLine Any(Forger forger) => forger.Lines[_random.Next(forger.Lines.Count)];

    private static ForgedLine Placed(ForgedLine line, ForgedLine beside) => Placed(line, beside.Json);

    // At the other line's time, so that the clock does not give the forger away.
    private static ForgedLine Placed(ForgedLine line, JsonMap beside)
    {
        foreach (string field in new[] { "at", "mono", "boot" })
        {
            line.Change(json => JsonPath.Set(json, field, beside[field]).AsMap());
        }

        return line;
    }
}
