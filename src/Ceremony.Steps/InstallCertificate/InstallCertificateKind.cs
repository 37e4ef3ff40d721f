using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Stores a certificate beside its key.</summary>
internal sealed class InstallCertificateKind : StepKind
{
    private static readonly Field<string> Certificate = FieldOf.Text("certificate", "The certificate, by its name in the archive; usually what an earlier step gave.", 128).Naming(Thing.Certificate);
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token that holds the key.");
    private static readonly Field<string> Key = FieldOf.Text("key", "The key that it certifies, by its name in the key registry.").Naming(Thing.Key);
    private static readonly Field<string> Label = FieldOf.Text("label", "The certificate's label on the token; if it is left out, the key's name.").Optional("");

    /// <inheritdoc/>
    public override string Name => "install-certificate";

    /// <inheritdoc/>
    public override string Summary => "Stores a certificate in the token that holds its key, under the key's id.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Certificate, Token, Key, Label];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The key's name.", Thing.Key, Key) { IsNew = false }];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) => InstallCertificateMisfits.Of(step, earlier);

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Stores a certificate that this ceremony issued in the token of its key, under the key's CKA_ID; it is read back and compared.",
        Refuses = "It refuses a certificate for another key, a key in another token, and an id or label that another certificate or key has.",
        Undo = "Undone by deleting the certificate on the token; the key stays.",
        Example = """
            - id: tls-install
              do: install-certificate
              certificate: ${step.tls-certificate.certificate}
              token: hsm
              key: ${step.tls-key}
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        string certificate = Certificate.Of(fields);
        TokenRef token = Token.Of(fields);
        string key = Key.Of(fields);
        return new InstallCertificateStep(certificate, token, key, Label.Of(fields) is { Length: > 0 } label ? label : key);
    }
}
