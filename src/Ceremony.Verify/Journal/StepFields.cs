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
        attest about attested about
        create-officer-profile name officer-profile-created profile
        create-officer-profile state officer-profile-created state
        create-officer-profile domain officer-profile-created domain
        create-officer-profile entity-type officer-profile-created entity-type
        create-officer name officer-created officer
        create-officer state officer-created state
        create-officer domain officer-created domain
        create-officer profile officer-created profile
        create-officer token officer-created token
        replace-officer officer officer-replaced officer
        replace-officer reason officer-replaced reason
        sign-in officer officer-signed-in officer
        sign-in role officer-signed-in role
        sign-in officer sign-in-refused officer
        sign-in role sign-in-refused role
        create-certificate-procedure name certificate-procedure-created procedure
        create-certificate-procedure issuer certificate-procedure-created issuer
        create-certificate-procedure ca-chain certificate-procedure-created ca-chain
        create-certificate-procedure format certificate-procedure-created format
        create-certificate-procedure signature-algorithm certificate-procedure-created signature-algorithm
        create-token-procedure name token-procedure-created procedure
        create-token-procedure storage-profile token-procedure-created storage-profile
        create-token-procedure pin-procedure token-procedure-created pin-procedure
        create-token-procedure issuer-certificates token-procedure-created issuer-certificates
        create-token-procedure certificate-procedure token-procedure-created certificate-procedure
        produce-cards token card-produced token
        produce-cards number card-produced number
        produce-cards procedure card-produced token-procedure
        personalise-card token card-personalised token
        request-certificate key certificate-requested key
        issue-certificate procedure certificate-issued procedure
        issue-soft-token file soft-token-issued file
        issue-soft-token procedure soft-token-issued token-procedure
        install-certificate token certificate-installed token
        install-certificate key certificate-installed key
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
