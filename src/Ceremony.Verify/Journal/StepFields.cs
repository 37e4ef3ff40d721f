using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What a step did is what its fields in the script say, with the outputs of the steps before it filled in.</summary>
internal static class StepFields
{
    // The kind of the step, its field, and the fact and member that must be the same.
    private const string Table = """
        generate-key token key-generated token
        generate-key label key-generated key
        generate-key algorithm key-generated algorithm
        generate-secret-key token secret-key-generated token
        generate-secret-key label secret-key-generated key
        generate-secret-key algorithm secret-key-generated algorithm
        create-ca key ca-created key
        create-ca name ca-created ca
        issue-crl ca crl-issued ca
        revoke-ca ca ca-revoked ca
        revoke-ca reason ca-revoked reason
        destroy-key token key-destroyed token
        destroy-key key key-destroyed key
        edit-config file config-edited file
        place-file to file-placed file
        remove-file file file-removed file
        stop-service service service-stopped service
        start-service service service-started service
        probe-tls host tls-probed host
        """;

    private static readonly ILookup<string, (string Field, string Fact, string Member)> Rows = Table.Split('\n').Select(line => line.Split(' '))
        .ToLookup(words => words[0], words => (words[1], words[2], words[3]), StringComparer.Ordinal);

    /// <summary>What is wrong, one sentence for each step.</summary>
    public static IEnumerable<string> Problems(Evidence evidence, ScriptOutline outline)
    {
        Dictionary<string, OutlineStep> steps = outline.Steps.ToDictionary(step => step.Id, StringComparer.Ordinal);
        var outputs = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        return Check.EachLine(evidence.Of("step-done").Where(line => line.Step is not null), line =>
        {
            string? problem = steps.TryGetValue(line.Step!, out OutlineStep? step) && !ExceptionEnd.Is(line) ? Problem(step, outputs, line) : null;
            outputs[line.Step!] = line.Json["outputs"].AsMap().ToDictionary(output => output.Key, output => output.Value.AsText(), StringComparer.Ordinal);
            return problem is null ? [] : [problem];
        });
    }

    private static string? Problem(OutlineStep step, Dictionary<string, IReadOnlyDictionary<string, string>> outputs, JournalLine line)
    {
        if (step.Fields(outputs) is not { } fields)
        {
            return "a step before it does not have the output that script.yaml refers to";
        }

        JsonMap[] facts = [.. line.Json["facts"].AsList().Select(fact => fact.AsMap())];
        return Rows[step.Do].Where(row => fields.ContainsKey(row.Field))
            .Where(row => facts.Where(fact => fact.Text("fact") == row.Fact).Any(fact => fact.Find(row.Member) is not JsonText { Value: var value } || value != fields[row.Field]))
            .Select(row => $"the {row.Field} of the step is \"{fields[row.Field]}\" in script.yaml, but its fact \"{row.Fact}\" is about something else")
            .FirstOrDefault();
    }
}
