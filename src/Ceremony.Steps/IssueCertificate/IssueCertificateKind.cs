using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Issues a certificate for a request.</summary>
internal sealed class IssueCertificateKind : StepKind
{
    private static readonly Field<string> Request = FieldOf.Text("request", "The request, by its name in the archive; usually what an earlier step gave.", 128).Naming(Thing.Request);
    private static readonly Field<string> Procedure = FieldOf.Text("procedure", "The certificate procedure, by its name.").Naming(Thing.CertificateProcedure);
    private static readonly Field<string> SubjectName = FieldOf.Text("subject-name", "The registered subject: whom or what the certificate is for.");
    private static readonly Field<string> TokenProcedure = FieldOf.Text(
        "token-procedure",
        "A token procedure with the storage profile PKCS#10, by its name; if it is left out, none.").Naming(Thing.TokenProcedure).Optional("");

    /// <inheritdoc/>
    public override string Name => "issue-certificate";

    /// <inheritdoc/>
    public override string Summary => "Issues a certificate for a request, as the certificate procedure says.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Request, Procedure, TokenProcedure, SubjectName, Artifacts.Base];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = 
    [
        new("certificate", "The certificate's name in the archive.", Thing.Certificate, Artifacts.Base) { Form = name => $"{name}.crt" },
    ];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        var issuing = new IssuingMisfits(earlier, step, step, Procedure.Name);
        return
        [
            .. IssueCertificateMisfits.ByTokenProcedure(step, earlier, TokenProcedure.Name),
            .. IssueCertificateMisfits.ByRequest(step, earlier, Request.Name, issuing),
            .. issuing.Ca(Procedure.Name),
            .. SubjectMisfits.Taken(earlier, step, Request.Name),
        ];
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Has the CA of a certificate procedure sign a certificate for a request, after the officers read it decoded; it is linted, verified and kept as `NAME.crt` (PEM).",
        Refuses = "It refuses a request that its own key did not sign or that a later one of that key supersedes, a key or subject that the procedure does not certify, and the subject of a CA or of another holder.",
        Undo = "Undone by revoking the certificate: it was signed, and the archive keeps it.",
        Example = """
            - id: tls-certificate
              do: issue-certificate
              request: ${step.tls-request.request}
              procedure: ${step.five-years}
              subject-name: CF and CIS
              name: tls
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new IssueCertificateStep(
        Request.Of(fields),
        Procedure.Of(fields),
        TokenProcedure.Of(fields) is { Length: > 0 } name ? name : null,
        SubjectName.Of(fields),
        $"{Artifacts.Base.Of(fields)}.crt");
}
