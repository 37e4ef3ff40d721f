using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Proves that what is encrypted under a certificate can be decrypted.</summary>
internal sealed class ProveDecryptionKind : StepKind
{
    private static readonly Field<string> Certificate = FieldOf.Text("certificate", "The certificate, by its name in the archive; usually what an earlier step gave.", 128).Naming(Thing.Certificate);

    private static readonly Field<string> SoftToken = FieldOf.Text("soft-token", "The soft token that holds the key, by the file that issue-soft-token made; if it is left out, a token holds it.", 256).Naming(Thing.SoftToken).Optional("");

    /// <inheritdoc/>
    public override string Name => "prove-decryption";

    /// <inheritdoc/>
    public override string Summary => "Encrypts a random value under a certificate and has its key decrypt it; the value that comes back must be the same.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Certificate, SoftToken];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        from made in earlier.Made(step.Named(Certificate.Name), Thing.Certificate)
        where made.By.CanMeet(step)
        from problem in made.By.Kind.Name switch
        {
            "issue-certificate" => ByRequest(step, made.By, earlier),
            "issue-soft-token" when step.Fields.Find(SoftToken.Name) is null => [step.Problem(Certificate.Name, $"the certificate {Telling.Quoted(made.Name)} is one of a soft token; name its file under \"soft-token\"")],
            _ => (IEnumerable<ScriptProblem>)[],
        }
        select problem;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it draws a random value of 32 bytes, encrypts it under the certificate (RSAES-PKCS1-v1_5, RFC 8017 §7.2) and has the key decrypt it: in its token by CKM_RSA_PKCS, whose custodian types the PIN, or with the soft token, whose holder does. The value that comes back must be the same. The padding is recorded too, so that anybody can encrypt the value again and compare.",
        Refuses = "It refuses a certificate that was not issued here, whose key is not RSA, may not decrypt or is in no token, another soft token than the certificate's, and a value that comes back otherwise.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: prove-tls, do: prove-decryption, certificate: '${step.tls-certificate.certificate}' }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ProveDecryptionStep(Certificate.Of(fields), SoftToken.Of(fields));

    private static IEnumerable<ScriptProblem> ByRequest(ToldStep step, ToldStep issued, IEarlierSteps earlier) =>
        from request in earlier.Behind<RequestCertificateStep>(issued, "request", Thing.Request)
        from key in earlier.Behind<GenerateKeyStep>(request.Told, "key", Thing.Key)
        from problem in ProveDecryptionRefusals.Unfit(Telling.Key(key.Step)).At(step, Certificate.Name)
        select problem;
}
