using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class CertificatesTests
{
    [Fact]
    public void Openssl_reads_a_CA_certificate_as_it_was_meant()
    {
        using var tool = new TemporaryFolder();
        tool.WritePem("ca.pem", TestPki.Ca);

        string text = tool.Demand("openssl", "x509", "-in", "ca.pem", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus_space");
        string[] expected =
        [
            "Version: 3 (0x2)",
            "Signature Algorithm: sha256WithRSAEncryption",
            "Issuer: C=SE, O=Example AB, CN=Officer and system CA",
            "Not Before: Mar  1 14:02:11 2026 GMT",
            "Not After : Mar  1 14:02:10 2041 GMT",
            "X509v3 Basic Constraints: critical\n                CA:TRUE\n",
            "X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign\n",
        ];
        Assert.All(expected, line => Assert.Contains(line, text));
    }

    [Theory]
    [InlineData("rsa", "rsa")]
    [InlineData("p256", "p384")]
    [InlineData("p384", "p256")]
    [InlineData("p384", "rsa")]
    [InlineData("rsa", "p256")]
    public void A_chain_of_any_keys_satisfies_openssl_and_certtool(string caKind, string leafKind)
    {
        AsymmetricAlgorithm caKey = KeyOf(caKind, TestPki.CaKey);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddHours(-1);
        byte[] ca = TestPki.Issue(TestPki.CaTemplate(caKey) with { NotBefore = from, NotAfter = from.AddYears(1) }, caKey, null);
        CertificateProfile profile = CertificateProfile.Signer with { ExtendedKeyUsage = ["serverAuth", "clientAuth"] };
        byte[] leaf = TestPki.Issue(TestPki.Under(ca, KeyOf(leafKind, TestPki.LeafKey), "leaf", 7, profile), caKey, ca);

        using var tool = new TemporaryFolder();
        tool.WritePem("ca.pem", ca);
        tool.WritePem("leaf.pem", leaf);
        tool.Demand("openssl", "verify", "-x509_strict", "-check_ss_sig", "-CAfile", "ca.pem", "leaf.pem");
        Assert.Contains("Chain verification output: Verified.", tool.Demand("certtool", "--verify", "--load-ca-certificate", "ca.pem", "--infile", "leaf.pem"));
        Assert.Null(Chains.Refuse(leaf, [ca], DateTimeOffset.UtcNow));
        Assert.Empty(Lint.Certificate(leaf, ca));
    }

    [Fact]
    public void A_validity_from_2050_on_is_written_as_GeneralizedTime()
    {
        DateTimeOffset to = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);
        byte[] last = Certificates.BuildTbs(TestPki.CaTemplate(TestPki.CaKey) with { NotAfter = to.AddSeconds(-1) });
        byte[] first = Certificates.BuildTbs(TestPki.CaTemplate(TestPki.CaKey) with { NotAfter = to });

        Assert.True(last.AsSpan().IndexOf((byte[])[0x17, 0x0D, .. "491231235959Z"u8]) > 0);
        Assert.True(first.AsSpan().IndexOf((byte[])[0x18, 0x0F, .. "20500101000000Z"u8]) > 0);
        Assert.Empty(Lint.Tbs(first, null));
    }

    [Fact]
    public void Whatever_is_built_and_signed_is_read_back_as_its_template()
    {
        var random = new Random(20260301);
        for (int round = 0; round < 60; round++)
        {
            CertificateTemplate template = RandomTemplate(random);
            byte[] tbs = Certificates.BuildTbs(template);
            byte[] certificate = Certificates.Assemble(new LintedTbs(tbs), template.Algorithm, TestPki.Sign(TestPki.CaKey, template.Algorithm, tbs), template.IssuerPublicKey);

            CertificateView view = CertificateView.Read(certificate);
            Assert.Equal(Convert.ToHexStringLower(template.SerialNumber), view.SerialNumber);
            Assert.Equal(template.Issuer, view.IssuerDer);
            Assert.Equal(template.Subject, view.SubjectDer);
            Assert.Equal(template.NotBefore, view.NotBefore);
            Assert.Equal(template.NotAfter, view.NotAfter);
            Assert.Equal(template.PublicKey, view.PublicKey);
            Assert.Equal(template.Profile.KeyUsage.Order(), view.KeyUsage.Order());
            Assert.Equal(template.Profile.ExtendedKeyUsage, view.ExtendedKeyUsage);
            Assert.Equal(template.Profile.AlternativeNames, view.AlternativeNames);
            Assert.Equal(template.Profile.IsCa, view.IsCa);
            Assert.Equal(template.Profile.PathLength, view.PathLength);
            Assert.Equal(template.Algorithm.Name, view.SignatureAlgorithm);

            using X509Certificate2 stock = X509CertificateLoader.LoadCertificate(certificate);
            Assert.Equal(view.SerialNumber, stock.SerialNumber.ToLowerInvariant());
            Assert.Equal(view.SubjectDer, stock.SubjectName.RawData);
        }
    }

    [Fact]
    public void A_signature_by_another_key_is_refused()
    {
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(TestPki.LeafTemplate()), TestPki.Ca);
        byte[] signature = TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, tbs.Bytes);
        Assert.Equal(
            "the token's signature on the certificate was not made with the issuer's key",
            Assert.Throws<PkiException>(() => Certificates.Assemble(tbs, SignatureAlgorithm.Sha256Rsa, signature, TestPki.Spki(TestPki.CaKey))).Message);
    }

    [Fact]
    public void A_signature_by_another_algorithm_than_the_one_inside_is_refused()
    {
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(TestPki.LeafTemplate()), TestPki.Ca);
        byte[] signature = TestPki.Sign(TestPki.CaKey, SignatureAlgorithm.Sha384Rsa, tbs.Bytes);
        Assert.Equal(
            "the certificate was made for a signature algorithm other than sha384-rsa",
            Assert.Throws<PkiException>(() => Certificates.Assemble(tbs, SignatureAlgorithm.Sha384Rsa, signature, TestPki.Spki(TestPki.CaKey))).Message);
    }

    public static TheoryData<string, string> BadTemplates => new()
    {
        { "usage", "the key usage \"sign\" is not one of RFC 5280 §4.2.1.3" },
        { "purpose", "the extended key usage \"tls\" is not known" },
        { "name", "the subject alternative name \"localhost\" is not DNS: and a host's name, or IP: and an address, such as DNS:cm.example.org or IP:192.0.2.1" },
        { "path", "a path length is for CAs only (RFC 5280 §4.2.1.9)" },
        { "key", "a public key cannot be read: its encoding is not the DER that its standard requires" },
        { "subject", "a name cannot be read: its encoding is not the DER that its standard requires" },
    };

    [Theory]
    [MemberData(nameof(BadTemplates))]
    public void A_template_that_makes_no_certificate_is_refused(string what, string sentence)
    {
        CertificateTemplate good = TestPki.LeafTemplate();
        CertificateTemplate bad = what switch
        {
            "usage" => good with { Profile = good.Profile with { KeyUsage = ["sign"] } },
            "purpose" => good with { Profile = good.Profile with { ExtendedKeyUsage = ["tls"] } },
            "name" => good with { Profile = good.Profile with { AlternativeNames = ["localhost"] } },
            "path" => good with { Profile = good.Profile with { PathLength = 1 } },
            "key" => good with { PublicKey = [1, 2, 3] },
            _ => good with { Subject = [0x31, 0x00] },
        };
        Assert.Equal(sentence, Assert.Throws<PkiException>(() => Certificates.BuildTbs(bad)).Message);
    }

    private static AsymmetricAlgorithm KeyOf(string kind, RSA rsa) => kind switch { "rsa" => rsa, "p256" => TestPki.P256, _ => TestPki.P384 };

    private static CertificateTemplate RandomTemplate(Random random)
    {
        string[] usages = [.. KeyUsages.Names.Where(_ => random.Next(3) == 0)];
        string[] purposes = [.. Oids.KeyPurposes.Keys.Where(_ => random.Next(4) == 0)];
        bool isCa = random.Next(2) == 0;
        var profile = new CertificateProfile(isCa, isCa && random.Next(2) == 0 ? random.Next(300) : null, usages, purposes)
        {
            AlternativeNames = [.. new[] { "DNS:localhost", "DNS:*.example.org", "IP:192.0.2.1", "IP:2001:db8::1" }.Where(_ => random.Next(2) == 0)],
        };
        DateTimeOffset from = TestPki.From.AddSeconds(random.Next());
        return TestPki.LeafTemplate() with
        {
            SerialNumber = TestPki.Serial(random.Next()),
            Subject = Names.Encode([new("CN", $"A{new string([.. Enumerable.Range(0, random.Next(0, 62)).Select(_ => (char)random.Next(0x20, 0x7F))])}Z")]),
            NotBefore = from,
            NotAfter = from.AddSeconds(random.Next()),
            PublicKey = TestPki.Spki(random.Next(3) switch { 0 => TestPki.LeafKey, 1 => TestPki.P256, _ => TestPki.P384 }),
            Algorithm = SignatureAlgorithm.All[random.Next(3)],
            Profile = profile,
        };
    }
}
