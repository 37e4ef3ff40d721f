using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What the script has said, asked and attested was said, asked and attested: a text in its words, a question in its words, a statement in its words by whoever sat in the seat that it names, and the seats for
/// which people are gathered.
/// </summary>
internal sealed class ScriptWords(ScriptOutline outline)
{
    private const string Anything = ".+";

    private readonly Dictionary<string, OutlineStep> _steps = outline.Steps.ToDictionary(step => step.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _seats = new(StringComparer.Ordinal);

    /// <summary>What is wrong, one sentence for each line.</summary>
    public static IEnumerable<LineWalk> Problems(Evidence evidence, ScriptOutline outline)
    {
        var words = new ScriptWords(outline);
        return Check.EachLine(["entered", "left", "shown", "answered", "attested", "step-done"], line => words.Problem(line) is { } problem ? [problem] : []);
    }

    private string? Problem(JournalLine line)
    {
        switch (line.Kind)
        {
            case "entered" or "left":
                Move(line);
                return null;
            case "step-done" when line.Step is { } done:
                _outputs[done] = line.Json["outputs"].AsMap().ToDictionary(output => output.Key, output => output.Value.AsText(), StringComparer.Ordinal);
                return null;

            // That a step has no output that another one refers to is said elsewhere.
            default:
                return line is { Step: { } id, Call: not null } && _steps.TryGetValue(id, out OutlineStep? step) && step.Texts(_outputs) is { } fields ? Judge(line, step.Do, fields) : null;
        }
    }

    private string? Judge(JournalLine line, string kind, IReadOnlyDictionary<string, string> fields) => (line.Kind, kind) switch
    {
        ("attested", "attest") => Attested(line, fields, "statement"),
        ("attested", "operator-action") => Attested(line, fields, "text"),
        ("attested", _) => $"somebody attested in a step of the kind \"{kind}\"",
        ("answered", "record") => Recorded(line, fields),
        ("answered", "gather") => Gathered(line),
        ("shown", "read") => Read(line, fields),
        _ => null,
    };

    private string? Attested(JournalLine line, IReadOnlyDictionary<string, string> fields, string statement)
    {
        string seat = fields["by"];
        return line.Json.Text("statement") != fields[statement] ? "what was attested is not what script.yaml says"
            : _seats.GetValueOrDefault(seat) != line.Json.Text("person") ? $"{line.Json.Text("person")} attested, but script.yaml asks {seat}, {_seats.GetValueOrDefault(seat) ?? "where nobody sat"}"
            : null;
    }

    private static string? Recorded(JournalLine line, IReadOnlyDictionary<string, string> fields)
    {
        string pattern = fields.GetValueOrDefault("pattern") is { Length: > 0 } written ? written : Anything;
        JsonMap[] asked = [.. line.Json["form"].AsList().Select(field => field.AsMap())];
        return asked is [var one] && one.Text("label") == fields["ask"] && one.Find("pattern")?.AsText() == pattern ? null : "what was asked for is not what script.yaml asks for";
    }

    private string? Gathered(JournalLine line) =>
        line.Json["form"].AsList().Select(field => field.AsMap().Text("name")).SequenceEqual(outline.Seats) ? null : "the seats for which people were named are not those of script.yaml";

    private static string? Read(JournalLine line, IReadOnlyDictionary<string, string> fields)
    {
        JsonMap[] blocks = [.. line.Json["screen"].AsMap()["blocks"].AsList().Select(block => block.AsMap())];
        return blocks is [var only] && only.Text("block") == "text" && only.Text("text") == fields["text"] ? null : "what was read to the room is not what script.yaml says";
    }

    private void Move(JournalLine line)
    {
        JsonMap person = line.Json["person"].AsMap();
        string seat = $"{person.Text("role")} {Evidence.Text(person.Number("number"))}";
        if (line.Kind == "entered")
        {
            _seats[seat] = person.Text("name");
        }
        else
        {
            _seats.Remove(seat);
        }
    }
}
