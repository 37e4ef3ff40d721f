using System.Security.Cryptography;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A Boot CA whose key is on a token, the certificates of its two officers, and one more that it issued.</summary>
internal sealed class BootCa
{
    public const string KeyId = "0b0b";

    private static readonly KeyAlgorithm Curve = KeyAlgorithm.Find("ec-p256")!;
    private static readonly ECDsa CaKey = Key("boot");

    public BootCa()
    {
        Token.Put("bootca", KeyId, Curve);
        Certificate = Issue("Boot CA", 0x30, CaKey, CertificateProfile.Ca);
        Officer1 = Issue("Bootstrap officer 1", 0x20, Officer1Key, CertificateProfile.Signer);
        Officer2 = Issue("Bootstrap officer 2", 0x21, Officer2Key, CertificateProfile.Signer);
        Server = Issue("Old server", 0x10, Key("old server"), CertificateProfile.Signer);
    }

    public static ECDsa Officer1Key { get; } = Key("bootstrap officer 1");

    public static ECDsa Officer2Key { get; } = Key("bootstrap officer 2");

    public FakeToken Token { get; } = new("boot", "CM-BOOT", TokenUse.Hsm);

    public byte[] Certificate { get; private set; } = [];

    public byte[] Officer1 { get; }

    public byte[] Officer2 { get; }

    public byte[] Server { get; }

    private static ECDsa Key(string owner) => (ECDsa)SoftwareKeys.Of(Curve, owner, 0);

    private byte[] Issue(string name, byte serial, ECDsa key, CertificateProfile profile)
    {
        byte[] issuer = Names.Encode([new("O", "Example AB"), new("CN", "Boot CA")]);
        byte[] caKey = CaKey.ExportSubjectPublicKeyInfo();
        var template = new CertificateTemplate(
            SerialNumbers.FromRandom([.. Enumerable.Repeat(serial, SerialNumbers.Size)]),
            issuer,
            Names.Encode([new("O", "Example AB"), new("CN", name)]),
            FakeDesk.Noon.AddDays(-1),
            FakeDesk.Noon.AddYears(10),
            key.ExportSubjectPublicKeyInfo(),
            caKey,
            null,
            SignatureAlgorithm.Sha256Ecdsa,
            profile);
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(template), profile.IsCa ? null : Certificate);
        return Certificates.Assemble(tbs, SignatureAlgorithm.Sha256Ecdsa, CaKey.SignData(tbs.Bytes, HashAlgorithmName.SHA256), caKey);
    }
}
