using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Enters a certificate procedure in the registry.</summary>
internal sealed class CreateCertificateProcedureKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("name", "The procedure's name.");

    private static readonly Field<IReadOnlyList<string>> KeyUsage = ExtensionFields.KeyUsage(
        "The key usage of every certificate; with an empty list, the one that the request asks for.").Optional([]);

    private static readonly Field<IReadOnlyList<string>> ExtendedKeyUsage = ExtensionFields.ExtendedKeyUsage(
        "The extended key usage of every certificate; with an empty list, the one that the request asks for, and in the format server-certificate serverAuth where it asks for none.");

    private static readonly Field<IReadOnlyList<string>> AlternativeNames = ExtensionFields.AlternativeNames(
        "The subject alternative names of every certificate; with an empty list, those that the request asks for.");

    private static readonly Field<string> Issuer = FieldOf.Text("issuer", "The issuing CA, by its name.").Naming(Thing.Ca);
    private static readonly Field<string> CaChain = FieldOf.Choice("ca-chain", "Whether the issuers' certificates are kept with each certificate.", "none", "include").Optional("none");
    private static readonly Field<string> Format = FieldOf.Choice("format", "The certificate format.", "rfc5280", "server-certificate");
    private static readonly Field<Validity> ValidFor = FieldOf.Validity("valid-for", "For how long certificates are valid, such as 5 years.");
    private static readonly Field<string> Algorithm = FieldOf.Choice(
        "signature-algorithm",
        "The algorithm that certificates are signed with.",
        [.. SignatureAlgorithm.OfCertificates.Select(each => each.Name)]);

    private static readonly Field<string> LeastKey = FieldOf.Choice(
        "least-key",
        "The weakest RSA key that is certified; if it is left out, any sound one.",
        [.. KeyAlgorithm.All.Where(each => each.IsRsa).Select(each => each.Name)]).Optional("");

    private static readonly Field<IReadOnlyList<string>> Subject = FieldOf.Choices(
        "subject",
        "The attributes that a subject must have, no more and no fewer, in any order; if it is left out, any.",
        SubjectAttribute.Types).Optional([]);

    /// <inheritdoc/>
    public override string Name => "create-certificate-procedure";

    /// <inheritdoc/>
    public override string Summary => "Enters a certificate procedure in the registry: it decides what certificates are like.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Called, KeyUsage, ExtendedKeyUsage, AlternativeNames, Issuer, CaChain, Format, ValidFor, Algorithm, LeastKey, Subject];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The procedure's name.", Thing.CertificateProcedure, Called)];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        step.As<CreateCertificateProcedureStep>() is not { } own ? [] :
        [
            .. Issuing.RefusePurposes(own.Procedure, []).At(step, ExtendedKeyUsage.Name),
            .. ByKey(step, earlier, own),
        ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Enters a certificate procedure in the registry, after the officers agreed; it decides what certificates are like.",
        Refuses = "It refuses a name that is taken, an issuing CA that does not exist, a signature algorithm that the CA's key cannot make, and in the format server-certificate an extended key usage without serverAuth.",
        Undo = "Undone by not using it: an entry stays in the journal, and another procedure takes another name.",
        Example = """
            - id: five-years
              do: create-certificate-procedure
              name: Certificates of five years
              issuer: ${step.system-ca}
              format: rfc5280
              valid-for: 5 years
              signature-algorithm: sha256-rsa
              least-key: rsa-2048
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new CreateCertificateProcedureStep(new(
        Called.Of(fields),
        KeyUsage.Of(fields),
        Issuer.Of(fields),
        CaChain.Of(fields),
        Format.Of(fields),
        ValidFor.Of(fields).ToString(),
        Algorithm.Of(fields))
    {
        LeastKey = LeastKey.Of(fields) is { Length: > 0 } least ? least : null,
        Subject = Subject.Of(fields),
        ExtendedKeyUsage = ExtendedKeyUsage.Of(fields),
        AlternativeNames = AlternativeNames.Of(fields),
    });

    private static IEnumerable<ScriptProblem> ByKey(ToldStep step, IEarlierSteps earlier, CreateCertificateProcedureStep own) =>
        from ca in earlier.Behind<CreateCaStep>(step, Issuer.Name, Thing.Ca)
        from key in earlier.Behind<GenerateKeyStep>(ca.Told, "key", Thing.Key)
        where key.Told.CanMeet(step)
        let made = Telling.Key(key.Step)
        from problem in Issuing.RefuseAlgorithm(Telling.RegistryOf(made), new CaCreated(ca.Step.Called, made.Key, [], ""), own.Procedure).At(step, Algorithm.Name)
        select problem;
}
