using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a key ask for a certificate.</summary>
internal sealed class RequestCertificateKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key that asks, by its name in the key registry; it must have the right to sign.").Naming(Thing.Key);
    private static readonly Field<IReadOnlyList<SubjectAttribute>> Subject = FieldOf.Subject("subject", "The subject that is asked for, attribute by attribute.");
    private static readonly Field<IReadOnlyList<string>> KeyUsage = ExtensionFields.KeyUsage(
        "The key usage that is asked for; an empty list for a request without that extension.");

    private static readonly Field<IReadOnlyList<string>> ExtendedKeyUsage = ExtensionFields.ExtendedKeyUsage("The extended key usage that is asked for; it counts where the certificate procedure selects none.");
    private static readonly Field<IReadOnlyList<string>> AlternativeNames = ExtensionFields.AlternativeNames("The subject alternative names that are asked for; they count where the certificate procedure selects none.");

    /// <inheritdoc/>
    public override string Name => "request-certificate";

    /// <inheritdoc/>
    public override string Summary => "Has a key of the key registry sign a request (PKCS#10) for a certificate of its own.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key, Subject, KeyUsage, ExtendedKeyUsage, AlternativeNames, Artifacts.Base];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } =
    [
        new("", "The key's name.", Thing.Key, Key) { IsNew = false },
        new("request", "The request's name in the archive.", Thing.Request, Artifacts.Base) { Form = name => $"{name}.csr" },
    ];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        from key in earlier.Behind<GenerateKeyStep>(step, Key.Name, Thing.Key)
        from problem in RequestCertificateRefusals.Unfit(earlier.CasOf(step, key.Step.Key), Telling.Key(key.Step)).At(step, Key.Name)
        select problem;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Signs a certification request (PKCS#10) with a key of the key registry, after the officers read it decoded; it is verified and kept as `NAME.csr`.",
        Refuses = "It refuses a key that may not sign, a CA's key, a name that is taken, and a request with any finding.",
        Undo = "Undone by issuing nothing for it: a request gives its key no rights.",
        Example = """
            - { id: tls-key, do: generate-key, key: tls, token: hsm, algorithm: rsa-2048, usage: [sign, decrypt] }
            - id: tls-request
              do: request-certificate
              key: ${step.tls-key}
              subject: [ { O: Example }, { CN: cm.example.org } ]
              key-usage: [digitalSignature, keyEncipherment]
              extended-key-usage: [serverAuth, clientAuth]
              subject-alternative-names: ['DNS:cm.example.org']
              name: tls
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) =>
        new RequestCertificateStep(Key.Of(fields), Subject.Of(fields), new(KeyUsage.Of(fields), ExtendedKeyUsage.Of(fields), AlternativeNames.Of(fields)), $"{Artifacts.Base.Of(fields)}.csr");
}
