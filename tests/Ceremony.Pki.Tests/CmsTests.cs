using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class CmsTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("# format: ceremony-archive/1\nabc  transcript.jsonl\n");
    private static readonly byte[] Hash = SHA256.HashData(Content);
    private static readonly DateTimeOffset SignedAt = DateTimeOffset.UtcNow.AddMinutes(-1);

    private static readonly byte[] Ca = TestPki.Issue(
        TestPki.CaTemplate(TestPki.CaKey) with { NotBefore = SignedAt.AddHours(-1), NotAfter = SignedAt.AddYears(1) }, TestPki.CaKey, null);

    private static readonly byte[] One = TestPki.Issue(TestPki.Under(Ca, TestPki.LeafKey, "Officer 1", 11, CertificateProfile.Signer), TestPki.CaKey, Ca);
    private static readonly byte[] Two = TestPki.Issue(TestPki.Under(Ca, TestPki.P256, "Officer 2", 12, CertificateProfile.Signer), TestPki.CaKey, Ca);
    private static readonly byte[] Three = TestPki.Issue(TestPki.Under(Ca, TestPki.P384, "Officer 3", 13, CertificateProfile.Signer), TestPki.CaKey, Ca);

    private static readonly byte[] SignerOne = Signer(One, TestPki.LeafKey);
    private static readonly byte[] SignerTwo = Signer(Two, TestPki.P256);
    private static readonly byte[] SignerThree = Signer(Three, TestPki.P384);

    private static readonly byte[] P7s = Cms.Compose([SignerOne, SignerTwo], [One, Two, Ca]);

    [Theory]
    [InlineData("-cades")]
    [InlineData("-binary")]
    public void Openssl_verifies_every_signer(string option)
    {
        using var tool = new TemporaryFolder();
        tool.Write("content", Content);
        tool.Write("content.p7s", Cms.Compose([SignerOne, SignerTwo, SignerThree], [One, Two, Three, Ca]));
        tool.WritePem("ca.pem", Ca);

        string[] verify = ["cms", "-verify", "-binary", option, "-inform", "DER", "-in", "content.p7s", "-content", "content", "-CAfile", "ca.pem", "-purpose", "any", "-out", "out"];
        tool.Demand("openssl", verify);
        Assert.Equal(Content, tool.Read("out"));

        tool.Write("content", [.. Content, 0x0A]);
        Assert.NotEqual(0, tool.Run("openssl", verify).ExitCode);
    }

    [Fact]
    public void The_verifier_reads_each_signer()
    {
        CmsView view = CmsView.Read(P7s);
        Assert.Equal(2, view.Signers.Count);
        Assert.Equal(3, view.Certificates.Count);
        Assert.All(view.Signers, signer =>
        {
            Assert.True(signer.NamesCertificate);
            Assert.True(signer.SignatureHolds(Hash));
            Assert.False(signer.SignatureHolds(SHA256.HashData("other"u8)));
            Assert.Equal(Hash, signer.MessageDigest);
            Assert.Equal(SignedAt.ToUnixTimeSeconds(), signer.SigningTime.ToUnixTimeSeconds());
            Assert.Equal(Cms.SignedAttributes(Hash, signer.Certificate!, SignedAt), signer.SignedAttributes);
        });
        Assert.Equivalent(new[] { Convert.ToHexString(One), Convert.ToHexString(Two) }, view.Signers.Select(each => Convert.ToHexString(each.Certificate!)));
    }

    [Fact]
    public void The_order_in_which_signers_and_certificates_are_given_does_not_matter()
    {
        Assert.Equal(P7s, Cms.Compose([SignerTwo, SignerOne], [Ca, Two, One, Two]));
        CmsView view = CmsView.Read(P7s);
        Assert.Equal(P7s, Cms.Compose([.. view.Signers.Select(each => each.SignerInfo)], view.Certificates));
    }

    [Fact]
    public void A_signer_whose_certificate_is_missing_holds_nothing()
    {
        CmsView view = CmsView.Read(Cms.Compose([SignerOne], [Two, Ca]));
        Assert.Null(view.Signers[0].Certificate);
        Assert.False(view.Signers[0].NamesCertificate);
        Assert.False(view.Signers[0].SignatureHolds(Hash));
    }

    [Fact]
    public void One_key_under_two_certificates_is_told_apart_by_the_signed_certificate_hash()
    {
        // The same key, issuer and serial number, but another certificate: only the hash in the signed attributes differs.
        byte[] twin = TestPki.Issue(TestPki.Under(Ca, TestPki.LeafKey, "Officer 9", 11, CertificateProfile.Signer), TestPki.CaKey, Ca);
        CmsView view = CmsView.Read(Cms.Compose([SignerOne], [twin]));
        Assert.Equal(twin, view.Signers[0].Certificate);
        Assert.False(view.Signers[0].NamesCertificate);
        Assert.False(view.Signers[0].SignatureHolds(Hash));
    }

    [Fact]
    public void No_flipped_bit_leaves_the_file_as_good_as_it_was()
    {
        for (int at = 0; at < P7s.Length; at++)
        {
            byte[] flipped = [.. P7s];
            flipped[at] ^= (byte)(1 << (at % 8));
            Assert.False(IsGood(flipped), $"the byte {at} can be changed");
        }
    }

    [Fact]
    public void A_signature_by_another_key_is_refused()
    {
        byte[] attributes = Cms.SignedAttributes(Hash, One, SignedAt);
        byte[] signature = TestPki.Sign(TestPki.CaKey, SignatureAlgorithm.Sha256Rsa, attributes);
        Assert.Equal(
            "the token's signature on the archive was not made with the key of the officer's certificate",
            Assert.Throws<PkiException>(() => Cms.SignerInfo(One, SignatureAlgorithm.Sha256Rsa, attributes, signature)).Message);
    }

    [Fact]
    public void What_cannot_be_composed_is_refused()
    {
        Assert.Equal("a signature file needs at least one signer", Assert.Throws<PkiException>(() => Cms.Compose([], [One])).Message);
        Assert.Equal("a signer appears twice in the signature file", Assert.Throws<PkiException>(() => Cms.Compose([SignerOne, SignerOne], [One])).Message);
        Assert.Equal("a SHA-256 has 32 bytes, not 20", Assert.Throws<PkiException>(() => Cms.SignedAttributes(new byte[20], One, SignedAt)).Message);
        Assert.Equal(
            "an archive is signed with SHA-256, not sha384-ecdsa",
            Assert.Throws<PkiException>(() => Cms.SignerInfo(Three, SignatureAlgorithm.Sha384Ecdsa, [0x31, 0x00], [])).Message);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "unsigned", "a signer's part of the signature file has unsigned attributes" },
        { "unknown", "a signer has the attribute 1.2.840.113549.1.9.15, which is not allowed there" },
        { "missing", "a signer lacks the attribute 1.2.840.113549.1.9.16.2.47" },
        { "ber", "the signature file cannot be read: its encoding is not the DER that its standard requires" },
        { "attached", "the signature file is not a detached signature of plain data" },
        { "no-certificates", "the signature file holds no certificates" },
        { "not-cms", "the signature file cannot be read: its encoding is not the DER that its standard requires" },
        { "trailing", "the signature file cannot be read: its encoding is not the DER that its standard requires" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_in_another_form_is_refused(string what, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PkiException>(() => CmsView.Read(Make(what))).Message);

    private static byte[] Make(string what)
    {
        using var tool = new TemporaryFolder();
        tool.Write("content", Content);
        tool.WritePem("two.pem", Two);
        tool.Write("key.pem", Encoding.ASCII.GetBytes(TestPki.P256.ExportPkcs8PrivateKeyPem()));
        byte[] Sign(params string[] more)
        {
            tool.Demand("openssl", ["cms", "-sign", "-binary", "-in", "content", "-signer", "two.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "out", .. more]);
            return tool.Read("out");
        }

        return what switch
        {
            "unsigned" => Cms.Compose([WithUnsigned(SignerOne)], [One]),
            "unknown" => Sign("-cades"),
            "missing" => Sign("-nosmimecap"),
            "ber" => Sign("-cades", "-nosmimecap", "-stream"),
            "attached" => Sign("-cades", "-nosmimecap", "-nodetach"),
            "no-certificates" => Sign("-cades", "-nosmimecap", "-nocerts"),
            "trailing" => [.. P7s, 0x00],
            _ => Content,
        };
    }

    /// <summary>An unsigned attribute [1] at the end of a SignerInfo of 256 bytes or more.</summary>
    private static byte[] WithUnsigned(byte[] signerInfo)
    {
        byte[] attribute = [0xA1, 0x0B, 0x30, 0x09, 0x06, 0x03, 0x2A, 0x03, 0x04, 0x31, 0x02, 0x05, 0x00];
        int length = ((signerInfo[2] << 8) | signerInfo[3]) + attribute.Length;
        return [0x30, 0x82, (byte)(length >> 8), (byte)length, .. signerInfo[4..], .. attribute];
    }

    private static bool IsGood(byte[] p7s)
    {
        try
        {
            CmsView view = CmsView.Read(p7s);
            return view.Signers.Count == 2 && view.Signers.All(each => each.SignatureHolds(Hash))
                && view.Certificates.All(each => Chains.Refuse(each, [Ca], SignedAt) is null);
        }
        catch (PkiException)
        {
            return false;
        }
    }

    private static byte[] Signer(byte[] certificate, AsymmetricAlgorithm key)
    {
        SignatureAlgorithm algorithm = Signatures.ForConfirmation(TestPki.Spki(key));
        byte[] attributes = Cms.SignedAttributes(Hash, certificate, SignedAt);
        return Cms.SignerInfo(certificate, algorithm, attributes, TestPki.Sign(key, algorithm, attributes));
    }
}
