using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>
/// Something that holds since a step was done, in the past tense. The derived records are a closed list; the <see cref="Registry"/> is
/// the fold of them. They stand in the journal's <c>step-done</c> lines.
/// </summary>
public abstract record CeremonyFact
{
    private protected CeremonyFact()
    {
    }

    /// <summary>The name in the journal, such as <c>key-generated</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Where it holds: <c>here</c>, done by this program; <c>reported</c>, by the operator, of another system; <c>verified</c>, of another system,
    /// checked by this program. It follows from the kind of fact and is not written down again.
    /// </summary>
    public virtual string Holds => "here";

    /// <summary>The canonical form: the member <c>fact</c> and every field.</summary>
    public JsonMap ToJson() => new JsonMap { { "fact", Name } }.With(Fields());

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/> for an unknown fact.</summary>
    public static CeremonyFact FromJson(JsonMap json) => json.Text("fact") switch
    {
        OfficerRecognised.FactName => OfficerRecognised.Read(json),
        BootKitOpened.FactName => BootKitOpened.Read(json),
        KeyGenerated.FactName => KeyGenerated.Read(json),
        CaCreated.FactName => CaCreated.Read(json),
        CertificateProcedureCreated.FactName => CertificateProcedureCreated.Read(json),
        TokenProcedureCreated.FactName => TokenProcedureCreated.Read(json),
        CardProduced.FactName => CardProduced.Read(json),
        CertificateIssued.FactName => CertificateIssued.Read(json),
        CardPersonalised.FactName => CardPersonalised.Read(json),
        OfficerProfileCreated.FactName => OfficerProfileCreated.Read(json),
        OfficerCreated.FactName => OfficerCreated.Read(json),
        OfficerSignedIn.FactName => OfficerSignedIn.Read(json),
        FingerprintCompared.FactName => FingerprintCompared.Read(json),
        SecretKeyGenerated.FactName => SecretKeyGenerated.Read(json),
        CertificateRequested.FactName => CertificateRequested.Read(json),
        CertificateInstalled.FactName => CertificateInstalled.Read(json),
        SoftTokenIssued.FactName => SoftTokenIssued.Read(json),
        ConfigEdited.FactName => ConfigEdited.Read(json),
        FilePlaced.FactName => FilePlaced.Read(json),
        FileRemoved.FactName => FileRemoved.Read(json),
        FilesRestored.FactName => FilesRestored.Read(json),
        ServiceStopped.FactName => ServiceStopped.Read(json),
        ServiceStarted.FactName => ServiceStarted.Read(json),
        TlsProbed.FactName => TlsProbed.Read(json),
        OperatorActed.FactName => OperatorActed.Read(json),
        CrlIssued.FactName => CrlIssued.Read(json),
        CaRevoked.FactName => CaRevoked.Read(json),
        KeyDestroyed.FactName => KeyDestroyed.Read(json),
        SignInRefused.FactName => SignInRefused.Read(json),
        OfficerReplaced.FactName => OfficerReplaced.Read(json),
        Attested.FactName => Attested.Read(json),
        _ => throw new JsonFormatException($"the fact \"{json.Text("fact")}\" is not known"),
    };

    /// <summary>The fields that make up the fact.</summary>
    protected abstract JsonMap Fields();
}
