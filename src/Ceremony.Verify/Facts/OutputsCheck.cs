using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What a step put out for later ones is what its own facts say, or what was answered; a step that an exception ended put out nothing.</summary>
internal static class OutputsCheck
{
    // The kind of the step, its output (a dot where it has no name), and the fact and member that it is.
    private const string Table = """
        open-boot-kit . boot-kit-opened ca
        open-boot-kit certificate boot-kit-opened artifact
        open-boot-kit key boot-kit-opened key
        generate-key . key-generated key
        generate-secret-key . secret-key-generated key
        create-ca . ca-created ca
        create-ca certificate ca-created artifact
        issue-crl crl crl-issued artifact
        issue-crl pem crl-issued pem
        create-certificate-procedure . certificate-procedure-created procedure
        create-token-procedure . token-procedure-created procedure
        create-officer-profile . officer-profile-created profile
        create-officer . officer-created officer
        request-certificate . certificate-requested key
        request-certificate request certificate-requested artifact
        issue-certificate certificate certificate-issued artifact
        install-certificate . certificate-installed key
        issue-soft-token . soft-token-issued file
        issue-soft-token certificate soft-token-issued artifact
        issue-soft-token file soft-token-issued file
        produce-cards . card-produced number
        personalise-card . card-personalised number
        """;

    private static readonly ILookup<string, (string Output, string Fact, string Member)> Rows = Table.Split('\n').Select(line => line.Split(' '))
        .ToLookup(words => words[0], words => (words[1] == "." ? "" : words[1], words[2], words[3]), StringComparer.Ordinal);

    public static IEnumerable<LineWalk> Problems(Evidence evidence) =>
        Check.EachLine(["step-done"], line => Problem(evidence, evidence.KindOf(line), line) is { } problem ? [problem] : []);

    private static string? Problem(Evidence evidence, string? kind, JournalLine line)
    {
        JsonMap outputs = line.Json["outputs"].AsMap();
        if (ExceptionEnd.Is(line))
        {
            return outputs.Names.Any() ? "an exception ended the step, but it put something out" : null;
        }

        // What was recorded is compared with the answers; a kind that there is not has no outputs that anybody could know.
        if (kind is null or "record" || evidence.Rules.Steps.Find(kind) is null)
        {
            return null;
        }

        JsonMap[] facts = [.. line.Json["facts"].AsList().Select(fact => fact.AsMap())];
        return outputs.Names.FirstOrDefault(name => Rows[kind].All(row => row.Output != name)) is { } foreign
            ? $"a step of the kind {kind} has no output \"{foreign}\""
            : Rows[kind].Where(row => outputs.Find(row.Output) is { } put ? put != Value(facts, row) : evidence.Rules.ComparesTokens && Value(facts, row) is not null)
                .Select(row => $"the output \"{row.Output}\" of the step is not what its fact \"{row.Fact}\" says")
                .FirstOrDefault();
    }

    private static JsonValue? Value(JsonMap[] facts, (string Output, string Fact, string Member) row) => facts.FirstOrDefault(fact => fact.Text("fact") == row.Fact) is { } found
        ? found.Find(row.Member) ?? (row.Member == "ca" ? new JsonText(OfficerFacts.BootCa) : null)
        : null;
}
