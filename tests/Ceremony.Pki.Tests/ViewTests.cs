using Ceremony.Core.Screens;

namespace Ceremony.Pki.Tests;

public class ViewTests
{
    [Fact]
    public void Officers_read_everything_that_will_be_signed()
    {
        byte[] tbs = Certificates.BuildTbs(TestPki.LeafTemplate() with { Profile = CertificateProfile.Signer with { ExtendedKeyUsage = ["clientAuth", "1.2.3.4"] } });
        CertificateView leaf = CertificateView.Read(TestPki.Leaf);
        Assert.Equal(
            [
                "Version: 3",
                $"Serial number: {Pairs(TestPki.Serial(2))}",
                "Signature algorithm: sha256-rsa",
                "Issuer: C=SE, O=Example AB, CN=Officer and system CA",
                "Subject: C=SE, O=Example AB, CN=Åsa Öberg",
                "Not before: 2026-03-01 14:02:11 UTC",
                "Not after: 2031-03-01 14:02:10 UTC",
                "Key: rsa-2048",
                $"Key SHA-256: {HexText.Groups(leaf.SpkiSha256)}",
                $"Subject key identifier: {Pairs(leaf.SubjectKeyIdentifier!)}",
                $"Authority key identifier: {Pairs(CertificateView.Read(TestPki.Ca).SubjectKeyIdentifier!)}",
                "Key usage: digitalSignature, nonRepudiation (critical)",
                "Extended key usage: clientAuth, 1.2.3.4",
            ],
            TbsText.Describe(tbs).Select(each => $"{each.Name}: {each.Value}"));
    }

    [Fact]
    public void An_extension_that_the_program_does_not_know_is_read_as_hex()
    {
        byte[] tbs = RawTbs.Of(TestPki.LeafTemplate(), new RawExtension("1.2.3.4", true, [0x05, 0x00]), new RawExtension(Oids.KeyUsage, true, [0x01])).Encode();
        Assert.Equal(
            ["Extension 1.2.3.4: 05 00 (critical)", "Key usage: unreadable: 01 (critical)"],
            TbsText.Describe(tbs).Skip(9).Select(each => $"{each.Name}: {each.Value}"));
    }

    [Fact]
    public void A_certificate_is_described_like_its_to_be_signed_bytes_and_by_its_hash()
    {
        CertificateView view = CertificateView.Read(TestPki.Ca);
        Assert.Equal("SHA-256", view.Describe()[^1].Name);
        Assert.Equal(view.Sha256, view.Describe()[^1].Value);
        Assert.Contains(view.Describe(), each => each is { Name: "Basic constraints", Value: "CA, any path length (critical)", Foreign: true });
    }

    [Fact]
    public void Hostile_text_in_a_subject_reaches_no_screen()
    {
        CertificateTemplate template = TestPki.LeafTemplate() with { Subject = Names.Encode([new("CN", "a\u202Eb, O=c")]) };
        Assert.Contains(TbsText.Describe(Certificates.BuildTbs(template)), each => each is { Name: "Subject", Value: @"CN=a\u{202e}b\, O=c" });
    }

    [Fact]
    public void Two_extensions_of_one_kind_are_refused()
    {
        var twice = new RawExtension(Oids.KeyUsage, true, [0x03, 0x02, 0x07, 0x80]);
        byte[] tbs = RawTbs.Of(TestPki.LeafTemplate(), twice, twice with { Value = [0x03, 0x02, 0x02, 0x04] }).Encode();
        byte[] certificate = Certificates.Assemble(new LintedTbs(tbs), Core.Tokens.SignatureAlgorithm.Sha256Rsa, TestPki.Sign(TestPki.CaKey, Core.Tokens.SignatureAlgorithm.Sha256Rsa, tbs), TestPki.Spki(TestPki.CaKey));
        Assert.Equal("a certificate has an extension more than once (RFC 5280 §4.2)", Assert.Throws<PkiException>(() => CertificateView.Read(certificate)).Message);
    }

    private static string Pairs(byte[] bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
