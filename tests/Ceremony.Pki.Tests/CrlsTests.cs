using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class CrlsTests
{
    private static readonly DateTimeOffset Made = TestPki.Middle;

    private static readonly CrlTemplate Template = new(
        TestPki.Ca,
        7,
        Made,
        Crls.Never,
        [
            new CrlEntry(TestPki.Serial(2), Made.AddDays(-1), "cessationOfOperation"),
            new CrlEntry(TestPki.Serial(1), Made, "unspecified"),
        ],
        SignatureAlgorithm.Sha256Rsa);

    [Theory]
    [InlineData("rsa")]
    [InlineData("p256")]
    [InlineData("p384")]
    public void Openssl_verifies_the_last_CRL_of_a_CA_of_any_key(string kind)
    {
        AsymmetricAlgorithm key = kind switch { "rsa" => TestPki.CaKey, "p256" => TestPki.P256, _ => TestPki.P384 };
        byte[] ca = TestPki.Issue(TestPki.CaTemplate(key), key, null);
        byte[] crl = Make(Template with { IssuerCertificate = ca, Algorithm = Signatures.For(TestPki.Spki(key)) }, key);
        using var tool = new TemporaryFolder();
        tool.WritePem("ca.pem", ca);
        tool.Write("ca.crl", crl);
        string text = tool.Demand("openssl", "crl", "-inform", "DER", "-in", "ca.crl", "-CAfile", "ca.pem", "-verify", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus_space");
        string ski = Convert.ToHexString(CertificateView.Read(ca).SubjectKeyIdentifier!);
        string[] expected =
        [
            "verify OK",
            "Version 2 (0x1)",
            "Issuer: C=SE, O=Example AB, CN=Officer and system CA",
            "Last Update: Mar  1 14:02:11 2027 GMT",
            "Next Update: Dec 31 23:59:59 9999 GMT",
            $"X509v3 Authority Key Identifier: \n                {string.Join(':', ski.Chunk(2).Select(pair => new string(pair)))}\n",
            "X509v3 CRL Number: \n                7\n",
            $"Serial Number: {Convert.ToHexString(TestPki.Serial(2))}\n        Revocation Date: Feb 28 14:02:11 2027 GMT\n        CRL entry extensions:\n            X509v3 CRL Reason Code: \n                Cessation Of Operation\n",
            $"Serial Number: {Convert.ToHexString(TestPki.Serial(1))}\n        Revocation Date: Mar  1 14:02:11 2027 GMT\n    Signature",
        ];
        Assert.All(expected, part => Assert.Contains(part, text));
        Assert.Empty(LintCrl.Crl(crl, ca));
    }

    [Fact]
    public void Openssl_takes_a_certificate_on_it_for_revoked()
    {
        byte[] crl = Make(Template, TestPki.CaKey);
        using var tool = new TemporaryFolder();
        tool.WritePem("ca.pem", TestPki.Ca);
        tool.WritePem("leaf.pem", TestPki.Leaf);
        tool.Write("crl.pem", System.Text.Encoding.ASCII.GetBytes(Signatures.ToPem("X509 CRL", crl)));
        string at = Made.AddDays(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        tool.Demand("openssl", "verify", "-attime", at, "-CAfile", "ca.pem", "leaf.pem");
        (int code, string output) = tool.Run("openssl", "verify", "-attime", at, "-crl_check", "-CAfile", "ca.pem", "-CRLfile", "crl.pem", "leaf.pem");
        Assert.NotEqual(0, code);
        Assert.Contains("certificate revoked", output);
    }

    [Fact]
    public void What_was_built_and_signed_is_read_back_as_its_template()
    {
        byte[] crl = Make(Template, TestPki.CaKey);
        var view = CrlView.Read(crl);
        Assert.Equal(TestPki.CaName, view.IssuerDer);
        Assert.Equal("C=SE, O=Example AB, CN=Officer and system CA", view.Issuer);
        Assert.Equal(7, view.Number);
        Assert.Equal((Made, Crls.Never), (view.ThisUpdate, view.NextUpdate!.Value));
        Assert.Equal(
            [
                new RevokedCertificate(Convert.ToHexStringLower(TestPki.Serial(2)), Made.AddDays(-1), "cessationOfOperation"),
                new RevokedCertificate(Convert.ToHexStringLower(TestPki.Serial(1)), Made, "unspecified"),
            ],
            view.Entries);
        Assert.Equal(CertificateView.Read(TestPki.Ca).SubjectKeyIdentifier, view.AuthorityKeyIdentifier);
        Assert.Equal("sha256-rsa", view.SignatureAlgorithm);
        Assert.True(view.IsSignedBy(TestPki.Spki(TestPki.CaKey)));
        Assert.False(view.IsSignedBy(TestPki.Spki(TestPki.LeafKey)));
        Assert.Equal(("SHA-256", view.Sha256), (view.Describe()[^1].Name, view.Describe()[^1].Value));
    }

    [Fact]
    public void A_CRL_without_entries_leaves_the_list_out()
    {
        byte[] crl = Make(Template with { Entries = [] }, TestPki.CaKey);
        Assert.Empty(CrlView.Read(crl).Entries);
        using var tool = new TemporaryFolder();
        tool.WritePem("ca.pem", TestPki.Ca);
        tool.Write("ca.crl", crl);
        Assert.Contains("No Revoked Certificates.", tool.Demand("openssl", "crl", "-inform", "DER", "-in", "ca.crl", "-CAfile", "ca.pem", "-verify", "-noout", "-text"));
    }

    [Fact]
    public void Every_reason_is_read_back_by_openssl()
    {
        CrlEntry[] entries = [.. CrlReasons.Names.Select((reason, at) => new CrlEntry(TestPki.Serial(at + 10), Made, reason))];
        byte[] crl = Make(Template with { Entries = entries }, TestPki.CaKey);
        Assert.Equal(CrlReasons.Names, CrlView.Read(crl).Entries.Select(each => each.Reason));
        using var tool = new TemporaryFolder();
        tool.Write("ca.crl", crl);
        string text = tool.Demand("openssl", "crl", "-inform", "DER", "-in", "ca.crl", "-noout", "-text");
        string[] told = ["Key Compromise", "CA Compromise", "Affiliation Changed", "Superseded", "Cessation Of Operation", "Certificate Hold", "Privilege Withdrawn", "AA Compromise"];
        Assert.All(told, reason => Assert.Contains(reason, text));
        Assert.DoesNotContain("Unspecified", text);
        Assert.All(CrlReasons.Names.Where(name => name != CrlReasons.Unspecified), name => Assert.Contains(CrlReasons.Told(name), told, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("removeFromCRL", "the reason \"removeFromCRL\" is not one that a CRL can give here (RFC 5280 §5.3.1)")]
    [InlineData("bored", "the reason \"bored\" is not one that a CRL can give here (RFC 5280 §5.3.1)")]
    public void An_unknown_reason_is_refused(string reason, string sentence) => Assert.Equal(
        sentence,
        Assert.Throws<PkiException>(() => Crls.BuildTbs(Template with { Entries = [new CrlEntry([1], Made, reason)] })).Message);

    public static TheoryData<string, string> BadTemplates => new()
    {
        { "before", "the next CRL is due before this one was made (RFC 5280 §5.1.2.5)" },
        { "twice", $"the serial number {Convert.ToHexStringLower(TestPki.Serial(2))} appears more than once (RFC 5280 §5.1.2.6)" },
        { "negative serial", "a serial number is not positive (RFC 5280 §4.1.2.2)" },
        { "negative number", "the CRL number is negative or longer than 20 bytes (RFC 5280 §5.2.3)" },
        { "future", "a certificate is revoked after the CRL was made (RFC 5280 §5.1.2.6)" },
        { "algorithm", "the signature algorithm sha256-ecdsa does not fit the issuer's key, which is rsa-2048 (RFC 5280 §5.1.1.2)" },
        { "DSA", "the signature algorithm is unknown or its parameters are not exact (RFC 5280 §5.1.1.2)" },
    };

    [Theory]
    [MemberData(nameof(BadTemplates))]
    public void A_CRL_that_must_not_be_signed_is_refused(string what, string sentence)
    {
        CrlTemplate bad = what switch
        {
            "before" => Template with { NextUpdate = Made.AddSeconds(-1) },
            "twice" => Template with { Entries = [Template.Entries[0], Template.Entries[1], Template.Entries[0]] },
            "negative serial" => Template with { Entries = [Template.Entries[0] with { SerialNumber = [0x80, 1] }] },
            "negative number" => Template with { Number = -1 },
            "future" => Template with { Entries = [Template.Entries[0] with { RevokedAt = Made.AddSeconds(1) }] },
            "algorithm" => Template with { Algorithm = SignatureAlgorithm.Sha256Ecdsa },
            _ => Template with { Algorithm = SignatureAlgorithm.Sha256Dsa },
        };
        Assert.Equal("the CRL must not be signed: " + sentence, Assert.Throws<PkiException>(() => LintCrl.Demand(Crls.BuildTbs(bad), TestPki.Ca)).Message);
    }

    [Fact]
    public void A_CRL_by_no_CA_or_by_one_that_may_not_sign_it_is_refused()
    {
        Assert.Equal(
            ["the issuer's certificate is not a CA's", "the issuer's key usage has no cRLSign"],
            Findings(Crls.BuildTbs(Template with { IssuerCertificate = TestPki.Leaf }), TestPki.Leaf));
        Assert.Equal(
            ["the issuer does not match the subject of the CA's certificate byte for byte", "the issuer's certificate is not a CA's", "the issuer's key usage has no cRLSign", "the authority key identifier is not the CA's subject key identifier"],
            Findings(Crls.BuildTbs(Template), TestPki.Leaf));
    }

    [Fact]
    public void A_foreign_or_changed_CRL_is_refused_with_what_is_wrong()
    {
        Assert.Equal(
            ["the version is 1, not 2", "it does not say when the next CRL is due", "there is no authority key identifier", "there is no CRL number"],
            Findings(Raw(null, null, []), TestPki.Ca));
        byte[] critical = Raw(1, Made.AddDays(1), [new RawExtension(Oids.CrlNumber, true, [0x02, 0x01, 0x01]), new RawExtension("1.2.3.4", false, [0x05, 0x00]), new RawExtension("1.2.3.4", false, [0x05, 0x00])]);
        Assert.Equal(
            ["an extension appears more than once", "there is an extension 1.2.3.4, which this program does not know", "the extension 2.5.29.20 is critical", "there is no authority key identifier"],
            Findings(critical, TestPki.Ca));
        Assert.Equal(["a to-be-signed CRL cannot be read: its encoding is not the DER that its standard requires"], Findings([0x30, 0x00], TestPki.Ca));

        byte[] unknown = Whole(Raw(1, Made.AddDays(1), [new RawExtension("2.5.29.28", true, [0x30, 0x00])]));
        Assert.Equal("a CRL has the extension 2.5.29.28, which this program does not know", Assert.Throws<PkiException>(() => CrlView.Read(unknown)).Message);
        byte[] crl = Make(Template, TestPki.CaKey);
        Assert.Equal("a CRL cannot be read: its encoding is not the DER that its standard requires", Assert.Throws<PkiException>(() => CrlView.Read([.. crl, 0x00])).Message);
        crl[^1] ^= 1;
        Assert.Equal(["the signature was not made with the issuer's key"], LintCrl.Crl(crl, TestPki.Ca).Select(each => each.Sentence));
    }

    [Fact]
    public void A_signature_by_another_key_or_algorithm_is_refused()
    {
        LintedCrl tbs = LintCrl.Demand(Crls.BuildTbs(Template), TestPki.Ca);
        byte[] signature = TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, tbs.Bytes);
        Assert.Equal("the token's signature on the CRL was not made with the issuer's key", Assert.Throws<PkiException>(() => Crls.Assemble(tbs, SignatureAlgorithm.Sha256Rsa, signature, TestPki.Spki(TestPki.CaKey))).Message);
        Assert.Equal("the CRL was made for a signature algorithm other than sha384-rsa", Assert.Throws<PkiException>(() => Crls.Assemble(tbs, SignatureAlgorithm.Sha384Rsa, signature, TestPki.Spki(TestPki.CaKey))).Message);
    }

    [Fact]
    public void Officers_read_the_whole_CRL_before_it_is_signed()
    {
        byte[] tbs = Crls.BuildTbs(Template);
        Assert.Equal("the CRL number 7 of C=SE, O=Example AB, CN=Officer and system CA with 2 entries", SignedBytes.Sentence(tbs));
        Assert.Equal("the CRL number 7 of C=SE, O=Example AB, CN=Officer and system CA with 1 entry", SignedBytes.Sentence(Crls.BuildTbs(Template with { Entries = [Template.Entries[0]] })));
        Assert.Equal("the CRL without a number of C=SE, O=Example AB, CN=Officer and system CA with 0 entries", SignedBytes.Sentence(Raw(null, null, [])));
        Assert.Equal(
            [
                "CRL version: 2",
                "Signature algorithm: sha256-rsa",
                "Issuer: C=SE, O=Example AB, CN=Officer and system CA",
                "This update: 2027-03-01 14:02:11 UTC",
                "Next update: 9999-12-31 23:59:59 UTC (never)",
                $"Revoked: {Pairs(TestPki.Serial(2))}, 2027-02-28 14:02:11 UTC, cessationOfOperation",
                $"Revoked: {Pairs(TestPki.Serial(1))}, 2027-03-01 14:02:11 UTC",
                "Entries: 2",
                $"Authority key identifier: {Pairs(CertificateView.Read(TestPki.Ca).SubjectKeyIdentifier!)}",
                "CRL number: 7",
            ],
            SignedBytes.Describe(tbs).Select(each => $"{each.Name}: {each.Value}"));
    }

    [Fact]
    public void A_certificate_is_still_told_and_other_bytes_are_not()
    {
        byte[] tbs = Certificates.BuildTbs(TestPki.LeafTemplate());
        Assert.Equal($"the certificate of C=SE, O=Example AB, CN=Åsa Öberg, serial number {Pairs(TestPki.Serial(2))}", SignedBytes.Sentence(tbs));
        Assert.Equal(TbsText.Describe(tbs), SignedBytes.Describe(tbs));
        Assert.Null(SignedBytes.Sentence("ceremony-confirmation/1\n"u8.ToArray()));
        Assert.Empty(SignedBytes.Describe([]));
    }

    private static byte[] Make(CrlTemplate template, AsymmetricAlgorithm key)
    {
        LintedCrl tbs = LintCrl.Demand(Crls.BuildTbs(template), template.IssuerCertificate);
        return Crls.Assemble(tbs, template.Algorithm, TestPki.Sign(key, template.Algorithm, tbs.Bytes), TestPki.Spki(key));
    }

    private static IEnumerable<string> Findings(byte[] tbs, byte[] issuer) => LintCrl.Tbs(tbs, issuer).Select(each => each.Sentence);

    private static byte[] Raw(int? version, DateTimeOffset? next, IReadOnlyList<RawExtension> extensions)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (version is { } number)
                writer.WriteInteger(number);
            writer.WriteEncodedValue(AlgorithmIdentifiers.Encode(SignatureAlgorithm.Sha256Rsa));
            writer.WriteEncodedValue(TestPki.CaName);
            writer.WriteUtcTime(Made);
            if (next is { } due)
                writer.WriteUtcTime(due);
            if (extensions.Count > 0)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                using (writer.PushSequence())
                {
                    foreach (RawExtension extension in extensions)
                        extension.Write(writer);
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] Whole(byte[] tbs)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue(AlgorithmIdentifiers.Encode(SignatureAlgorithm.Sha256Rsa));
            writer.WriteBitString(TestPki.Sign(TestPki.CaKey, SignatureAlgorithm.Sha256Rsa, tbs));
        }

        return writer.Encode();
    }

    private static string Pairs(byte[] bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
