using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What a step did is what its fields in the script say, with the outputs of the steps before it filled in.</summary>
internal static class StepFields
{
    // What the fact tells only where the script says it; a list may be empty as well.
    private const string OrAbsent = "-or-absent";

    // The same, of what facts of an earlier edition did not tell at all.
    private const string IfTold = "-if-told";

    // Without the field every key has a certificate that is stored. Facts of editions before 5 do not tell.
    private const string CardActions = "card-actions";

    // A rehearsal takes the blank token that it has.
    private const string IfReal = "-if-real";

    private const string OnlyIf = "only-if:";

    /// <summary>What is wrong, one sentence for each step.</summary>
    public static IEnumerable<LineWalk> Problems(Evidence evidence, ScriptOutline outline)
    {
        Dictionary<string, OutlineStep> steps = outline.Steps.ToDictionary(step => step.Id, StringComparer.Ordinal);
        var outputs = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        return Check.EachLine(line => line is { Kind: "step-done", Step: not null }, line =>
        {
            string? problem = steps.TryGetValue(line.Step!, out OutlineStep? step) && !ExceptionEnd.Is(line) ? Problem(evidence, step, outputs, line) : null;
            outputs[line.Step!] = line.Json["outputs"].AsMap().ToDictionary(output => output.Key, output => output.Value.AsText(), StringComparer.Ordinal);
            return problem is null ? [] : [problem];
        });
    }

    private static string? Problem(Evidence evidence, OutlineStep step, Dictionary<string, IReadOnlyDictionary<string, string>> outputs, JournalLine line)
    {
        if (step.Fields(outputs) is not { } fields)
        {
            return "a step before it does not have the output that script.yaml refers to";
        }

        JsonMap[] facts = [.. line.Json["facts"].AsList().Select(fact => fact.AsMap())];
        return StepField.All[step.Do].Where(row => !Agrees(evidence, row, Said(row, fields), [.. facts.Where(fact => fact.Text("fact") == row.Fact)], line))
            .Select(row => $"the {row.Field} of the step is {Words(Said(row, fields))} in script.yaml, but its fact \"{row.Fact}\" is about something else")
            .FirstOrDefault();
    }

    private static bool Agrees(Evidence evidence, StepField row, JsonValue? said, JsonMap[] facts, JournalLine line) => row.Shape switch
    {
        "settings" or "removed" when said is null => facts.All(fact => FieldComparison.Agrees(row.Shape, new JsonList([]), fact.Find(row.Member), _ => [])),
        var shape when shape.EndsWith(IfReal, StringComparison.Ordinal) =>
            said is null || evidence.Opened.Json.Text("mode") != "production" || facts.All(fact => FieldComparison.Agrees(shape, said, fact.Find(row.Member), _ => [])),
        CardActions when said is null => facts.All(fact => fact.Find(row.Member) is not JsonList keys || keys.All(key => key.AsMap().Text("action") == "add")),
        CardActions => facts.All(fact => fact.Find(row.Member) is not { } told || FieldComparison.Agrees(CardActions, said, told, seat => InSeat(evidence, seat, line))),
        var shape when said is null => !(shape.EndsWith(OrAbsent, StringComparison.Ordinal) || shape.EndsWith(IfTold, StringComparison.Ordinal)) || facts.All(fact => fact.Find(row.Member) is null or JsonList { Count: 0 }),
        var shape when shape.EndsWith(IfTold, StringComparison.Ordinal) => facts.All(fact => fact.Find(row.Member) is not { } told || FieldComparison.Agrees(shape, said, told, seat => InSeat(evidence, seat, line))),
        var shape when shape.StartsWith(OnlyIf, StringComparison.Ordinal) => facts.Length == 0 || said == new JsonText(shape[OnlyIf.Length..]),
        var shape => facts.All(fact => FieldComparison.Agrees(shape, said, fact.Find(row.Member), seat => InSeat(evidence, seat, line))),
    };

    private static JsonValue? Said(StepField row, IReadOnlyDictionary<string, JsonValue> fields) =>
        fields.GetValueOrDefault(row.Field) ?? (row.Default is { } left ? new JsonText(left) : null);

    private static string Words(JsonValue? said) => said is JsonText(var text) ? $"\"{text}\"" : "another";

    // Whoever sat there when the step began, or took the seat meanwhile.
    private static IEnumerable<string> InSeat(Evidence evidence, string seat, JournalLine done)
    {
        JournalLine begun = evidence.FirstBegun(done.Step!);
        JournalLine[] entered = [.. evidence.Of("entered").Where(line => line.Seq < done.Seq && line.Json["person"].AsMap() is var person && $"{person.Text("role")} {Evidence.Text(person.Number("number"))}" == seat)];
        return entered.Where((line, at) => line.Seq > begun.Seq || at == entered.Length - 1 || entered[at + 1].Seq > begun.Seq).Select(line => line.Json["person"].AsMap().Text("name"));
    }
}
