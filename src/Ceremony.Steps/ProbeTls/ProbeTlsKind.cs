using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Looks which certificate a server presents.</summary>
internal sealed class ProbeTlsKind : StepKind
{
    private static readonly Field<string> Host = FieldOf.Pattern("host", "The server's name or address.", "[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}", "the name or address of a host, such as localhost");
    private static readonly Field<int> Port = FieldOf.Number("port", "The TCP port.", 1, 65535);
    private static readonly Field<string> Certificate = FieldOf.Text("certificate", "The artifact that must be presented; if it is left out, whatever is presented is kept, so that a restore can prove that it is back.", 128).Naming(Things.Certificates).Optional("");

    /// <inheritdoc/>
    public override string Name => "probe-tls";

    /// <inheritdoc/>
    public override string Summary => "Makes a TLS connection to a server and compares the certificate that it presents with an artifact, or keeps it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Host, Port, Certificate];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Makes a TLS connection to a server, sends nothing, and looks which certificate it presents. A server that demands a certificate of its clients gets none, and counts once it has proven its key: by TLS 1.3 in its Finished, by TLS 1.2 in its ServerKeyExchange. The one that it presents is compared with the script's artifact, or kept where the script names none; from then on what needs `tls-probed` may be removed.",
        Refuses = "It refuses where no connection is made, any certificate but the artifact that the script names, with both fingerprints, and an artifact that is not for servers (extended key usage) or does not name the host (subject alternative names). Of a certificate that is kept the screen says so.",
        Undo = "There is nothing to undo.",
        Example = """
            - id: probe-new
              do: probe-tls
              host: cm.example.org
              port: 8443
              certificate: ${step.tls-certificate.certificate}
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ProbeTlsStep(new TlsPlace(Host.Of(fields), Port.Of(fields)), Certificate.Of(fields));
}
