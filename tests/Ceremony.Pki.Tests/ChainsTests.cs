using System.Security.Cryptography;

namespace Ceremony.Pki.Tests;

public class ChainsTests
{
    private static readonly byte[] Sub = TestPki.Issue(TestPki.Under(TestPki.Ca, TestPki.P256, "Sub CA", 21, CertificateProfile.Ca with { PathLength = 0 }), TestPki.CaKey, TestPki.Ca);
    private static readonly byte[] Leaf = TestPki.Issue(TestPki.Under(Sub, TestPki.LeafKey, "Leaf", 22, CertificateProfile.Signer), TestPki.P256, Sub);

    /// <summary>Bears the CA's name, but another key.</summary>
    private static readonly byte[] Impostor = TestPki.Issue(TestPki.CaTemplate(TestPki.LeafKey), TestPki.LeafKey, null);

    public static TheoryData<string, string?> Judged => new()
    {
        { "good", null },
        { "self-signed", null },
        { "first second", null },
        { "last second", null },
        { "too early", "the certificate of CN=Leaf is not valid before 2026-03-01 14:02:11 UTC" },
        { "too late", "the certificate of CN=Leaf is not valid after 2041-03-01 14:02:10 UTC" },
        { "no root", "the issuer of the certificate of CN=Sub CA is missing: C=SE, O=Example AB, CN=Officer and system CA" },
        { "no issuer", "the issuer of the certificate of CN=Leaf is missing: CN=Sub CA" },
        { "impostor", "the certificate of CN=Sub CA is not signed by the key of C=SE, O=Example AB, CN=Officer and system CA" },
        { "unlisted", "the self-signed certificate of C=SE, O=Example AB, CN=Officer and system CA is not among the issuers" },
        { "under a leaf", "the certificate of C=SE, O=Example AB, CN=Åsa Öberg is not a CA's" },
        { "without keyCertSign", "the key of CN=Half CA may not sign certificates" },
        { "path length", "the path length of CN=Sub CA is 0, but 1 CA is below it" },
        { "no certificate", "a certificate cannot be read: its encoding is not the DER that its standard requires" },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void A_chain_is_judged(string what, string? sentence) => Assert.Equal(sentence, Judge(what));

    private static string? Judge(string what) => what switch
    {
        "good" => Chains.Refuse(Leaf, [TestPki.Ca, Sub], TestPki.Middle),
        "self-signed" => Chains.Refuse(TestPki.Ca, [TestPki.Ca], TestPki.Middle),
        "first second" => Chains.Refuse(Leaf, [Sub, TestPki.Ca], TestPki.From),
        "last second" => Chains.Refuse(Leaf, [Sub, TestPki.Ca], TestPki.To.AddMilliseconds(999)),
        "too early" => Chains.Refuse(Leaf, [Sub, TestPki.Ca], TestPki.From.AddMilliseconds(-1)),
        "too late" => Chains.Refuse(Leaf, [Sub, TestPki.Ca], TestPki.To.AddSeconds(1)),
        "no root" => Chains.Refuse(Leaf, [Sub], TestPki.Middle),
        "no issuer" => Chains.Refuse(Leaf, [TestPki.Ca], TestPki.Middle),
        "impostor" => Chains.Refuse(Leaf, [Sub, Impostor], TestPki.Middle),
        "unlisted" => Chains.Refuse(TestPki.Ca, [], TestPki.Middle),
        "under a leaf" => Chains.Refuse(Forced(TestPki.Leaf, TestPki.LeafKey, "x", CertificateProfile.Signer), [TestPki.Leaf, TestPki.Ca], TestPki.Middle),
        "without keyCertSign" => WithoutCertSign(),
        "path length" => PathLength(),
        _ => Chains.Refuse([0x30, 0x00], [], TestPki.Middle),
    };

    private static string? WithoutCertSign()
    {
        byte[] half = Forced(TestPki.Ca, TestPki.CaKey, "Half CA", CertificateProfile.Ca with { KeyUsage = ["cRLSign"] });
        return Chains.Refuse(Forced(half, TestPki.LeafKey, "x", CertificateProfile.Signer), [half, TestPki.Ca], TestPki.Middle);
    }

    private static string? PathLength()
    {
        byte[] below = Forced(Sub, TestPki.P256, "CA below", CertificateProfile.Ca);
        return Chains.Refuse(Forced(below, TestPki.LeafKey, "x", CertificateProfile.Signer), [below, Sub, TestPki.Ca], TestPki.Middle);
    }

    /// <summary>A certificate that the lint would refuse, properly signed all the same. Its subject has the key given here.</summary>
    private static byte[] Forced(byte[] issuer, AsymmetricAlgorithm key, string commonName, CertificateProfile profile)
    {
        AsymmetricAlgorithm issuerKey =
            new AsymmetricAlgorithm[] { TestPki.CaKey, TestPki.LeafKey, TestPki.P256 }
                .First(each => TestPki.Spki(each).AsSpan().SequenceEqual(CertificateView.Read(issuer).PublicKey));
        CertificateTemplate template = TestPki.Under(issuer, key, commonName, 23, profile);
        byte[] tbs = Certificates.BuildTbs(template);
        return Certificates.Assemble(new LintedTbs(tbs), template.Algorithm, TestPki.Sign(issuerKey, template.Algorithm, tbs), template.IssuerPublicKey);
    }
}
