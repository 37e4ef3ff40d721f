using System.Text;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify.Tests;

/// <summary>Lines without a chain, for a check that looks at nothing but what they say.</summary>
internal sealed class Unchained
{
    private readonly List<JournalLine> _lines = [];

    public IReadOnlyList<JournalLine> Lines => _lines;

    /// <summary>Seconds of the clock and milliseconds of the machine's own time, from line to line.</summary>
    public double Clock { get; set; }

    public long Mono { get; set; }

    public string Boot { get; set; } = "boot-1";

    /// <summary>The lines of a journal, each as it is given back; null leaves one out.</summary>
    public static Evidence Of(IEnumerable<string> journal, Func<JsonMap, JsonMap?> change) => Of(journal.Select(line => change(CanonicalJson.Parse(Encoding.UTF8.GetBytes(line)).AsMap())).OfType<JsonMap>());

    /// <summary>The evidence.</summary>
    public Evidence Evidence() => Of(_lines);

    /// <summary>An opening line.</summary>
    public Unchained Open(string mode = "production", params IReadOnlyList<(string Name, JsonValue? Value)> more) => Add("opened", null, [("mode", mode), ("edition", CurrentEdition.Number), .. more]);

    /// <summary>A line, without the fields that are null; where it tells of a person, by that one.</summary>
    public Unchained Add(string kind, string? step = null, params IReadOnlyList<(string Name, JsonValue? Value)> fields)
    {
        string? by = fields.FirstOrDefault(field => field.Name == "person").Value is JsonText(var person) ? person : null;
        var json = new JsonMap();
        foreach ((string name, JsonValue? value) in fields)
        {
            json.Add(name, value);
        }

        _lines.Add(Line(_lines.Count + 1, kind, step, json, by, Cast.Begin.AddSeconds(Clock), Boot, Mono));
        return this;
    }

    /// <summary>A line that stands for itself.</summary>
    public static JournalLine Line(long seq, string kind, string? step, JsonMap fields, string? by = null, DateTimeOffset? at = null, string boot = "boot-1", long mono = 0) => Of(fields.With(new JsonMap
    {
        { "seq", seq },
        { "at", JournalMaker.Time(at ?? Cast.Begin) },
        { "boot", boot },
        { "mono", mono },
        { "by", by is null ? null : new JsonText(by) },
        { "prev", JournalLine.NoHash },
        { "kind", kind },
        { "step", step is null ? null : new JsonText(step) },
    }));

    /// <summary>Somebody takes a seat; in a step where one is named.</summary>
    public Unchained Enter(string role, long number, string name, string? step = null) => Add("entered", step, ("call", step is null ? null : 1), ("person", Person(role, number, name)));

    /// <summary>Somebody leaves a seat.</summary>
    public Unchained Leave(string role, long number, string name) => Add("left", null, ("person", Person(role, number, name)));

    private static JsonMap Person(string role, long number, string name) => new() { { "role", role }, { "number", number }, { "name", name } };

    private static Evidence Of(IEnumerable<JsonMap> lines) => Of(lines.Select(Of));

    private static JournalLine Of(JsonMap line) => new(line, CanonicalJson.Write(line), null);

    private static Evidence Of(IEnumerable<JournalLine> lines) => new(null, null, new JournalFile([.. lines], [], null), [], journalGoesOn: true, new VerifyOptions());
}
