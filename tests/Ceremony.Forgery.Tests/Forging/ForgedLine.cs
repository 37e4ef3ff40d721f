using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>A line of a journal in the forger's hands: its fields, and the line that it answers to, whatever number that one gets.</summary>
internal sealed class ForgedLine(JsonMap json)
{
    /// <summary>The fields that name another line by its number.</summary>
    private static readonly string[] References = ["proposed", "approved", "intended", "exception", "head", "line"];

    public JsonMap Json { get; private set; } = json;

    public string Kind => Text("kind");

    public string Step => Text("step");

    /// <summary>The line that this one names, and the field in which it does; null where it names none, or the forger wrote the number.</summary>
    public (string Field, ForgedLine Line)? Names { get; private set; }

    /// <summary>The fields, and places in them, that the forger wrote and wants to stay as they are.</summary>
    private HashSet<string> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>The certificate whose key made the signature that stands there, where nothing was changed.</summary>
    public string? Signer { get; } = json.Find("certificate") is JsonText(var certificate) ? certificate : null;

    /// <summary>A text of the line, or nothing where there is none.</summary>
    public string Text(string path) => Find(path) is JsonText(var text) ? text : "";

    public JsonValue? Find(string path) => JsonPath.Find(Json, path);

    public JsonValue this[string path] => Find(path) ?? throw new ArgumentException($"a {Kind} line has no {path}", nameof(path));

    /// <summary>Writes a value at a path such as <c>facts/0/key</c>, or takes it away (null). What a forger wrote is not made right again.</summary>
    public ForgedLine Set(string path, JsonValue? value)
    {
        Kept.UnionWith([path, path.Split('/')[0]]);
        if (Names?.Field == path)
        {
            Names = null;
        }

        Json = JsonPath.Set(Json, path, value).AsMap();
        return this;
    }

    /// <summary>Changes whatever stands in the line.</summary>
    public void Change(Func<JsonMap, JsonMap> change) => Json = change(Json);

    /// <summary>Has the line name another one.</summary>
    public ForgedLine Name(string field, ForgedLine line)
    {
        Names = (field, line);
        return this;
    }

    /// <summary>A copy that can be written elsewhere.</summary>
    public ForgedLine Copy() => new(Json) { Names = Names };

    /// <summary>Writes what makes the journal right around the lie, unless the forger wrote that field.</summary>
    public void Right(string field, JsonValue? value)
    {
        if (!Kept.Contains(field))
        {
            Json = JsonPath.Set(Json, field, value).AsMap();
        }
    }

    /// <summary>Finds which line this one names among those before it.</summary>
    public void Resolve(IReadOnlyList<ForgedLine> lines)
    {
        foreach (string field in References)
        {
            if (Json.Find(field) is JsonNumber(var number) && number >= 1 && number <= lines.Count && !(field == "proposed" && Kind == "proposed"))
            {
                Names = (field, lines[(int)number - 1]);
            }
        }
    }
}
