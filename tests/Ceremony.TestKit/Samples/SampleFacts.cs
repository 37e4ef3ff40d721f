using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>A fact of every kind of the closed list, every field of it filled in.</summary>
public static class SampleFacts
{
    private const string Hash = "d3241e2cab43506824e862aca7ab544538408cfcf83dfb244d5041fce2506470";
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly TokenRef Card = new("card-1");
    private static readonly string[] Attributes = ["CKA_LOCAL", "CKA_SENSITIVE"];

    /// <summary>One of each.</summary>
    /// <param name="certificate">What stands wherever a certificate is to stand.</param>
    public static IReadOnlyList<CeremonyFact> All(byte[] certificate) => [.. Keys(certificate), .. Authorities(certificate), .. Procedures(), .. Officers(certificate), .. Systems(certificate)];

    /// <summary>Those that can lack fields, without them.</summary>
    /// <param name="certificate">What stands wherever a certificate is to stand.</param>
    public static IReadOnlyList<CeremonyFact> Least(byte[] certificate) =>
    [
        new BootKitOpened(certificate, "boot-ca.cer"),
        new CaCreated("Officer CA", "CA key", certificate, "officer-ca.cer"),
        new CertificateIssued("A. Vega", "Officers", "Officer CA", "01ab", null, null, certificate, "a-vega.cer"),
        new CertificateRequested("tls", [], [1, 2, 3], "tls.csr"),
        new SoftTokenIssued("/media/tls.p12", "A. Vega", "TLS", "Soft tokens", certificate, "tls.crt"),
        new CertificateProcedureCreated("Officers", [], "Officer CA", "include", "rfc5280", "5 years", "sha256-rsa"),
        new TokenProcedureCreated("Cards", "smart-card", true, null, null, false, "show-in-client", "none", "Officers"),
        new OfficerCreated("vega", "active", "Root", "First officers", "A. Vega", null, null, certificate),
        new DecryptionProven("pin.crt", null, null, null, null),
        new KeyAttested("CA key", Hsm, "HSM-1", "0a", "ca.attestation", [1, 2, 3], new AttestationOutcome("not-told", "not-told", "not-told")),
        new FilePlaced("/cm/ca.cer", Hash, null),
        new FileRemoved("/cm/boot.cer", Hash, null),
        new ConfigEdited("/cm/cm.conf", [new ConfigSetting("SSL.cert", "localhost")], "aa", "aa", ""),
        new BackupCleared("/cm.before/cm.conf.before-tls", null),
    ];

    private static IEnumerable<CeremonyFact> Keys(byte[] certificate) =>
    [
        new KeyGenerated("CA key", Hsm, "HSM-1", "0a", "rsa-4096", ["sign"], [1, 2, 3], Attributes),
        new SecretKeyGenerated("KEK", Hsm, "HSM-1", "0b", "aes-256", ["wrap"], Attributes),
        new KeyDestroyed("Boot CA key", Hsm, "HSM-1", "0c"),
        new TokenInitialised(Hsm, "CM-HSM", "HSM-1", "Model", "Card reader (left)", "B-1"),
        new PinChanged(Hsm, "HSM-1", PinOf.SecurityOfficer),
        new PinUnblocked(Hsm, "HSM-1"),
        new CertificateRequested("tls", ["digitalSignature"], [1, 2, 3], "tls.csr") { ExtendedKeyUsage = ["clientAuth"], AlternativeNames = ["DNS:localhost"] },
        new CertificateInstalled("tls", Hsm, "0d", "tls", certificate),
        new DecryptionProven("pin.crt", "pin", Hsm, "0f", "/media/pin.p12"),
        new WrappingProven("KEK", Hsm, "0b", "wrap", "CKM_AES_KEY_WRAP"),
        new KeyAttested("CA key", Hsm, "HSM-1", "0a", "ca.attestation", [1, 2, 3], new AttestationOutcome("holds", "holds", "not-told")) { File = "/media/ca.p7b", Root = "/media/root.pem", RootArtifact = "ca.attestation-root.cer", RootSha256 = Hash },
        new AuditLogKept(Hsm, "HSM-1", "/media/hsm.log", "hsm.audit-log", Hash, 4711),
        new CardProduced(Card, "00004711", "C-1", "A. Vega", "Cards", [new CardKey("sign", "0e", "rsa-2048", [1, 2, 3])]),
        new CardPersonalised(Card, "00004711", "A. Vega") { Keys = [new("sign", "add", "Officers"), new("encrypt", "blank", null)] },
        new SoftTokenIssued("/media/tls.p12", "A. Vega", "TLS", "Soft tokens", certificate, "tls.crt") { KeyUsage = ["digitalSignature"], ExtendedKeyUsage = ["clientAuth"], AlternativeNames = ["DNS:localhost"] },
    ];

    private static IEnumerable<CeremonyFact> Authorities(byte[] certificate) =>
    [
        new BootKitOpened(certificate, "boot-ca.cer") { Ca = "First CA", Token = Hsm, KeyId = "b0", Key = "Boot CA key", Issued = [certificate], Procedures = ["Boot officers"] },
        new CaCreated("Officer CA", "CA key", certificate, "officer-ca.cer") { Succeeds = "First CA" },
        new CaRevoked("First CA", "cessationOfOperation"),
        new CertificateIssued("A. Vega", "Officers", "Officer CA", "01ab", Card, "0e", certificate, "a-vega.cer"),
        new CrlIssued("First CA", 7, ["01ab"], [1, 2, 3], "boot-ca.crl") { Pem = "boot-ca.crl.pem" },
        new FingerprintCompared("Officer CA", Hash, "W. Witness"),
    ];

    private static IEnumerable<CeremonyFact> Procedures() =>
    [
        new CertificateProcedureCreated("Officers", ["digitalSignature"], "Officer CA", "include", "rfc5280", "5 years", "sha256-rsa") { LeastKey = "rsa-2048", Subject = ["CN", "O"], ExtendedKeyUsage = ["clientAuth"], AlternativeNames = ["DNS:localhost"] },
        new TokenProcedureCreated("Cards", "smart-card", true, "00004711", "00004799", true, "show-in-client", "none", "Officers"),
        new OfficerProfileCreated("First officers", "active", "Root", "subject", ["officer"]),
    ];

    private static IEnumerable<CeremonyFact> Officers(byte[] certificate) =>
    [
        new OfficerRecognised("Bootstrap 1", "A. Vega", "soft", true, "one.p12", certificate),
        new OfficerCreated("vega", "active", "Root", "First officers", "A. Vega", Card, "0e", certificate, "vega.p12"),
        new OfficerReplaced("vega", "the card died"),
        new OfficerSignedIn("vega", "officer"),
        new SignInRefused("Bootstrap 1", "officer", "the Boot CA is revoked"),
        new Attested("logs-archived", "A. Vega"),
    ];

    private static IEnumerable<CeremonyFact> Systems(byte[] certificate) =>
    [
        new ConfigEdited("/cm/cm.conf", [new ConfigSetting("SSL.cert", "localhost"), new ConfigSetting("SSL.pin", null), new ConfigSetting("SSL.file", null) { Removed = true }], "aa", "bb", "/cm.before/cm.conf.before-tls") { OldPins = ["SSL.pin"] },
        new BackupCleared("/cm.before/cm.conf.before-tls", "/media/cm.conf.before-tls"),
        new FilePlaced("/cm/ca.cer", Hash, "/cm.before/ca.cer.before-tls"),
        new FileRemoved("/cm/boot.cer", Hash, "/cm.before/boot.cer.before-tls"),
        new FilesRestored(["/cm/cm.conf"]),
        new ServiceStopped("cf"),
        new ServiceStarted("cf"),
        new TlsProbed("localhost", 8444, certificate, "tls.crt"),
        new OperatorActed("close AWB and RA", "Oda"),
    ];
}
