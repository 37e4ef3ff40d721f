using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Creates a CA.</summary>
internal sealed class CreateCaKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("name", "The CA's name in the installation.");
    private static readonly Field<string> Key = FieldOf.Text("key", "The CA's key, by its name in the key registry.").Naming(Thing.Key);
    private static readonly Field<string> Issuer = FieldOf.Choice("issuer", "The issuing CA; so far a CA can only certify itself.", "self-signed");
    private static readonly Field<IReadOnlyList<SubjectAttribute>> Subject = FieldOf.Subject("subject", "The CA's name in its certificate, attribute by attribute.");
    private static readonly Field<Validity> ValidFor = FieldOf.Validity("valid-for", "For how long the CA's certificate is valid, such as 15 years.");

    private static readonly Field<string> Algorithm = FieldOf.Choice(
        "signature-algorithm",
        "The algorithm that the certificate is signed with; if it is left out, the one that fits the key, with SHA-256 or, for P-384, SHA-384.",
        [.. SignatureAlgorithm.OfCertificates.Select(each => each.Name)]).Optional("");

    private static readonly Field<string> Succeeds = FieldOf.Text("succeeds", "The CA in force with the same subject whose place this one takes, with another key; if it is left out, no such CA may be there.").Naming(Thing.Ca, Thing.BootCa).Optional("");

    /// <inheritdoc/>
    public override string Name => "create-ca";

    /// <inheritdoc/>
    public override string Summary => "Creates a CA: signs its certificate with a key of the key registry.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Called, Key, Issuer, Subject, ValidFor, Algorithm, Succeeds];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } =
    [
        new("", "The CA's name.", Thing.Ca, Called),
        new("certificate", "Its certificate's name in the archive.", Thing.CaCertificate, Called) { Form = CreateCaStep.ArtifactOf },
    ];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
    [
        .. from key in earlier.Behind<GenerateKeyStep>(step, Key.Name, Thing.Key)
           let refusal = CreateCaRefusals.Unfit(earlier.CasOf(step, key.Step.Key), Telling.Key(key.Step), SignatureAlgorithm.Find(step.Text(Algorithm.Name) ?? ""))
           from problem in refusal.At(step, refusal is StepResult.Refused { Code: "signature-algorithm" } ? Algorithm.Name : Key.Name)
           select problem,
        .. SubjectMisfits.Taken(earlier, step, Subject.Name),
        .. SubjectMisfits.Succession(earlier, step, Subject.Name, Succeeds.Name),
    ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Signs a self-signed CA certificate with a key of the key registry, after the officers read it decoded; it is linted before it is signed and verified after. The certificate is kept under the CA's name.",
        Refuses = "It refuses a name or a key that is in use, a key that cannot make such a signature, a subject that another CA in force has unless it succeeds that one, and a certificate with any finding.",
        Undo = "Cannot be undone: the certificate can be revoked or its key destroyed, but it was signed.",
        Example = """
            - id: system-ca
              do: create-ca
              name: System CA
              key: ${step.system-ca-key}
              issuer: self-signed
              subject: [ { C: SE }, { O: Example }, { CN: System CA } ]
              valid-for: 15 years
              signature-algorithm: sha256-rsa
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        string called = Called.Of(fields);
        string key = Key.Of(fields);

        // The only issuer there is so far is the CA itself; the field says so in the script.
        Issuer.Of(fields);
        return new CreateCaStep(called, key, Subject.Of(fields), ValidFor.Of(fields), SignatureAlgorithm.Find(Algorithm.Of(fields)), Succeeds.Of(fields) is { Length: > 0 } before ? before : null);
    }
}
