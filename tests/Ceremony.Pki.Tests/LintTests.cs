using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class LintTests
{
    private static readonly byte[] CaSki = SHA1.HashData(PublicKeyInfo.Read(TestPki.Spki(TestPki.CaKey)).KeyBits);
    private static readonly byte[] LeafSki = SHA1.HashData(PublicKeyInfo.Read(TestPki.Spki(TestPki.LeafKey)).KeyBits);

    private static readonly RawTbs Ca = RawTbs.Of(
        TestPki.CaTemplate(TestPki.CaKey),
        new RawExtension(Oids.SubjectKeyIdentifier, false, [0x04, 0x14, .. CaSki]),
        new RawExtension(Oids.AuthorityKeyIdentifier, false, [0x30, 0x16, 0x80, 0x14, .. CaSki]),
        new RawExtension(Oids.BasicConstraints, true, [0x30, 0x03, 0x01, 0x01, 0xFF]),
        new RawExtension(Oids.KeyUsage, true, [0x03, 0x02, 0x01, 0x06]));

    private static readonly RawTbs Leaf = RawTbs.Of(
        TestPki.LeafTemplate(),
        new RawExtension(Oids.SubjectKeyIdentifier, false, [0x04, 0x14, .. LeafSki]),
        new RawExtension(Oids.AuthorityKeyIdentifier, false, [0x30, 0x16, 0x80, 0x14, .. CaSki]),
        new RawExtension(Oids.KeyUsage, true, [0x03, 0x02, 0x06, 0xC0]));

    private static readonly byte[] OtherName = Names.Encode([new("CN", "Somebody else")]);

    /// <summary>Case, what is changed in a self-signed CA, and all that the lint says of it.</summary>
    private static readonly (string Case, Func<RawTbs, RawTbs> Change, string[] Findings)[] CaRefusals =
    [
        ("version 1 without saying so", tbs => tbs with { Version = null }, ["the version is 1, not 3"]),
        ("version 1 written out", tbs => tbs with { Version = 0 }, ["the bytes are not DER throughout", "the version is 1, not 3"]),
        ("version 2", tbs => tbs with { Version = 1 }, ["the version is 2, not 3"]),
        ("serial 0", tbs => tbs with { Serial = [0] }, ["the serial number is not positive", "the serial number is shorter than 64 bits"]),
        ("negative serial", tbs => tbs with { Serial = [0x80, 1, 2, 3, 4, 5, 6, 7] }, ["the serial number is not positive"]),
        ("short serial", tbs => tbs with { Serial = [1, 2, 3, 4, 5, 6, 7] }, ["the serial number is shorter than 64 bits"]),
        ("long serial", tbs => tbs with { Serial = [.. Enumerable.Repeat((byte)1, 21)] }, ["the serial number is longer than 20 bytes"]),
        ("RSA without NULL", tbs => tbs with { Algorithm = tbs.Algorithm[..^2].Select((each, at) => at == 1 ? (byte)(each - 2) : each).ToArray() },
            ["the signature algorithm is unknown or its parameters are not exact"]),
        ("ECDSA for an RSA key", tbs => tbs with { Algorithm = AlgorithmIdentifiers.Encode(SignatureAlgorithm.Sha256Ecdsa) },
            ["the signature algorithm sha256-ecdsa does not fit the issuer's key, which is rsa-2048"]),
        ("another issuer", tbs => tbs with { Issuer = OtherName }, ["it is self-signed, but its issuer does not match its subject byte for byte"]),
        ("no names", tbs => tbs with { Issuer = [0x30, 0], Subject = [0x30, 0] }, ["the issuer is empty", "the subject is empty"]),
        ("unique identifier", tbs => tbs with { UniqueId = true }, ["there are unique identifiers, which must not be generated"]),
        ("ends first", tbs => tbs with { NotAfter = new RawTime(TestPki.From.AddSeconds(-1), true) }, ["the validity ends before it begins"]),
        ("GeneralizedTime before 2050", tbs => tbs with { NotAfter = new RawTime(TestPki.To, false) }, ["the year 2041 is written as GeneralizedTime"]),
        ("small RSA", tbs => WithKey(tbs, RsaKey(1024)), ["the RSA key has 1024 bits, fewer than 2048"]),
        ("even modulus", tbs => WithKey(tbs, RsaKey(2048, even: true)), ["the RSA modulus is not odd and positive"]),
        ("exponent 3", tbs => WithKey(tbs, RsaKey(2048, exponent: 3)), ["the RSA exponent is not odd, at least 65537 and at most 64 bits long"]),
        ("even exponent", tbs => WithKey(tbs, RsaKey(2048, exponent: 65538)), ["the RSA exponent is not odd, at least 65537 and at most 64 bits long"]),
        ("RSA key without NULL", tbs => WithKey(tbs, RsaKey(2048, withNull: false)), ["the key's parameters are not exact"]),
        ("extension twice", tbs => tbs.With(tbs.Extensions[0]), ["the extension 2.5.29.14 appears more than once"]),
        ("unreadable extension", tbs => tbs.Change(Oids.AuthorityKeyIdentifier, each => each with { Value = [0x05, 0x00] }),
            ["the extension 2.5.29.35 cannot be read", "the authority key identifier does not name a key"]),
        ("unknown critical extension", tbs => tbs.With(new RawExtension("1.2.3.4", true, [0x05, 0x00])), ["the extension 1.2.3.4 is critical, and this program does not know it"]),
        ("BER inside an extension", tbs => tbs.With(new RawExtension("1.2.3.4", false, [0x01, 0x01, 0x01])), ["the bytes are not DER throughout"]),
        ("critical FALSE written out", tbs => tbs.Change(Oids.SubjectKeyIdentifier, each => each with { WritesFalse = true }), ["the bytes are not DER throughout"]),
        ("no SKI", tbs => tbs.Without(Oids.SubjectKeyIdentifier), ["a CA's certificate has no subject key identifier"]),
        ("critical SKI", tbs => tbs.Change(Oids.SubjectKeyIdentifier, each => each with { Critical = true }), ["the subject key identifier is critical"]),
        ("critical AKI", tbs => tbs.Change(Oids.AuthorityKeyIdentifier, each => each with { Critical = true }), ["the authority key identifier is critical"]),
        ("another AKI", tbs => tbs.Change(Oids.AuthorityKeyIdentifier, each => each with { Value = [0x30, 0x03, 0x80, 0x01, 0x07] }),
            ["the authority key identifier is not the issuer's subject key identifier"]),
        ("constraints not critical", tbs => tbs.Change(Oids.BasicConstraints, each => each with { Critical = false }), ["the basic constraints of a CA are not critical"]),
        ("usage not critical", tbs => tbs.Change(Oids.KeyUsage, each => each with { Critical = false }), ["the key usage is not critical"]),
        ("CA without keyCertSign", tbs => tbs.Change(Oids.KeyUsage, each => each with { Value = [0x03, 0x02, 0x01, 0x02] }), ["a CA's certificate has no key usage keyCertSign"]),
        ("CA without usage", tbs => tbs.Without(Oids.KeyUsage), ["a CA's certificate has no key usage keyCertSign"]),
        ("usage with trailing zero bits", tbs => tbs.Change(Oids.KeyUsage, each => each with { Value = [0x03, 0x02, 0x00, 0x06] }), ["the bytes are not DER throughout"]),
        ("usage with a nameless bit", tbs => tbs.Change(Oids.KeyUsage, each => each with { Value = [0x03, 0x03, 0x06, 0x06, 0x40] }),
            ["the extension 2.5.29.15 cannot be read", "a CA's certificate has no key usage keyCertSign"]),
    ];

    /// <summary>The same for an end entity under that CA.</summary>
    private static readonly (string Case, Func<RawTbs, RawTbs> Change, string[] Findings)[] LeafRefusals =
    [
        ("issuer in other words", tbs => tbs with { Issuer = OtherName }, ["the issuer does not match the subject of the issuer's certificate byte for byte"]),
        ("issuer in another string type", tbs => tbs with { Issuer = Reencode(tbs.Issuer) }, ["the issuer does not match the subject of the issuer's certificate byte for byte"]),
        ("the issuer's name", tbs => tbs with { Subject = TestPki.CaName }, ["the subject is the issuer, but the certificate is not self-signed"]),
        ("begins before the issuer", tbs => tbs with { NotBefore = new RawTime(TestPki.From.AddSeconds(-1), true) }, ["the validity begins before that of the issuer"]),
        ("ends after the issuer", tbs => tbs with { NotAfter = new RawTime(TestPki.To.AddSeconds(1), true) }, ["the validity ends after that of the issuer"]),
        ("UTCTime where the year has no room", tbs => tbs with { NotBefore = new RawTime(new DateTimeOffset(1949, 1, 1, 0, 0, 0, TimeSpan.Zero), false), NotAfter = tbs.NotAfter },
            ["the validity begins before that of the issuer"]),
        ("no AKI", tbs => tbs.Without(Oids.AuthorityKeyIdentifier), ["there is no authority key identifier"]),
        ("keyCertSign", tbs => tbs.Change(Oids.KeyUsage, each => each with { Value = [0x03, 0x02, 0x02, 0x04] }), ["the key usage has keyCertSign, but the certificate is not a CA's"]),
        ("empty usage", tbs => tbs.Change(Oids.KeyUsage, each => each with { Value = [0x03, 0x01, 0x00] }), ["the bytes are not DER throughout", "the key usage is empty"]),
        ("cA FALSE written out", tbs => tbs.With(new RawExtension(Oids.BasicConstraints, true, [0x30, 0x03, 0x01, 0x01, 0x00])), ["the bytes are not DER throughout"]),
        ("path length of no CA", tbs => tbs.With(new RawExtension(Oids.BasicConstraints, true, [0x30, 0x03, 0x02, 0x01, 0x00])), ["there is a path length, but the certificate is not a CA's"]),
        ("no purposes", tbs => tbs.With(new RawExtension(Oids.ExtendedKeyUsage, false, [0x30, 0x00])), ["the extended key usage is empty"]),
        ("no names", tbs => tbs.With(new RawExtension(Oids.SubjectAltName, false, [0x30, 0x00])), ["there are no names among the subject alternative names"]),
        ("names that are none", tbs => tbs.With(new RawExtension(Oids.SubjectAltName, false, [0x30, 0x02, 0x05, 0x00])), ["the extension 2.5.29.17 cannot be read"]),
        ("unknown curve", tbs => tbs with { PublicKey = ECDsa.Create(ECCurve.NamedCurves.nistP521).ExportSubjectPublicKeyInfo() },
            ["the key, ec-1.3.132.0.35, is neither RSA nor on P-256 or P-384"]),
        ("point off its curve", tbs => tbs with { PublicKey = [.. TestPki.Spki(TestPki.P256)[..^1], (byte)(TestPki.Spki(TestPki.P256)[^1] ^ 1)] },
            ["the EC key is not an uncompressed point on its curve"]),
    ];

    public static TheoryData<string> CaCases => [.. CaRefusals.Select(each => each.Case)];

    public static TheoryData<string> LeafCases => [.. LeafRefusals.Select(each => each.Case)];

    [Fact]
    public void What_is_built_is_what_another_encoder_writes_and_has_no_finding()
    {
        Assert.Equal(Convert.ToHexString(Ca.Encode()), Convert.ToHexString(Certificates.BuildTbs(TestPki.CaTemplate(TestPki.CaKey))));
        Assert.Equal(Convert.ToHexString(Leaf.Encode()), Convert.ToHexString(Certificates.BuildTbs(TestPki.LeafTemplate())));
        Assert.Empty(Lint.Tbs(Ca.Encode(), null));
        Assert.Empty(Lint.Tbs(Leaf.Encode(), TestPki.Ca));
    }

    [Theory]
    [MemberData(nameof(CaCases))]
    public void A_bad_CA_certificate_is_found_out(string what)
    {
        (_, Func<RawTbs, RawTbs> change, string[] findings) = CaRefusals.Single(each => each.Case == what);
        Assert.Equal(findings, Lint.Tbs(change(Ca).Encode(), null).Select(each => each.Sentence));
    }

    [Theory]
    [MemberData(nameof(LeafCases))]
    public void A_bad_end_entity_certificate_is_found_out(string what)
    {
        (_, Func<RawTbs, RawTbs> change, string[] findings) = LeafRefusals.Single(each => each.Case == what);
        Assert.Equal(findings, Lint.Tbs(change(Leaf).Encode(), TestPki.Ca).Select(each => each.Sentence));
    }

    [Fact]
    public void Nothing_but_a_CA_that_may_sign_certificates_is_an_issuer() =>
        Assert.Equal(
            [
                "the issuer does not match the subject of the issuer's certificate byte for byte",
                "the issuer's certificate is not a CA's",
                "the issuer's key usage has no keyCertSign",
                "the authority key identifier is not the issuer's subject key identifier",
            ],
            Lint.Tbs(Leaf.Encode(), TestPki.Leaf).Select(each => each.Sentence));

    [Theory]
    [InlineData(0, null, "the issuer's path length allows no CA below it")]
    [InlineData(1, 1, "the path length is 1, not smaller than the issuer's, which is 1")]
    [InlineData(1, 0, null)]
    [InlineData(1, null, null)]
    public void A_CA_below_another_keeps_to_its_path_length(int above, int? own, string? finding)
    {
        byte[] issuer = TestPki.Issue(TestPki.CaTemplate(TestPki.CaKey) with { Profile = CertificateProfile.Ca with { PathLength = above } }, TestPki.CaKey, null);
        CertificateTemplate template = TestPki.Under(issuer, TestPki.LeafKey, "Sub CA", 3, CertificateProfile.Ca with { PathLength = own });
        string[] expected = finding is null ? [] : [finding];
        Assert.Equal(expected, Lint.Tbs(Certificates.BuildTbs(template), issuer).Select(each => each.Sentence));
    }

    [Fact]
    public void The_proof_of_linting_is_refused_with_every_finding_and_its_clause()
    {
        byte[] bad = (Ca with { Serial = [0] }).Encode();
        Assert.Equal(
            "the certificate must not be signed: the serial number is not positive (RFC 5280 §4.1.2.2); the serial number is shorter than 64 bits (CA/Browser Forum BR §7.1)",
            Assert.Throws<PkiException>(() => Lint.Demand(bad, null)).Message);
    }

    [Fact]
    public void What_is_signed_here_has_no_subject_with_blanks_at_its_ends()
    {
        byte[] name = [0x30, 0x0E, 0x31, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x03, (byte)'a', (byte)'b', (byte)' '];
        byte[] blank = (Leaf with { Subject = name }).Encode();
        Assert.Equal(
            "the certificate must not be signed: a value of the subject begins or ends with a blank (RFC 5280 §7.1)",
            Assert.Throws<PkiException>(() => Lint.Demand(blank, TestPki.Ca)).Message);
        Assert.Empty(Lint.Tbs(blank, TestPki.Ca));
    }

    [Fact]
    public void A_signed_certificate_is_held_to_its_signature_and_its_outer_algorithm()
    {
        byte[] flipped = [.. TestPki.Leaf];
        flipped[^1] ^= 1;
        Assert.Empty(Lint.Certificate(TestPki.Leaf, TestPki.Ca));
        Assert.Equal(["the signature was not made with the issuer's key"], Lint.Certificate(flipped, TestPki.Ca).Select(each => each.Sentence));

        // The last OID byte of the outer algorithm: sha384 in place of sha256.
        byte[] outer = [.. TestPki.Leaf];
        int at = outer.AsSpan().LastIndexOf(AlgorithmIdentifiers.Encode(SignatureAlgorithm.Sha256Rsa));
        AlgorithmIdentifiers.Encode(SignatureAlgorithm.Sha384Rsa).CopyTo(outer, at);
        Assert.Equal(["the outer signature algorithm differs from the inner one"], Lint.Certificate(outer, TestPki.Ca).Select(each => each.Sentence));
    }

    [Fact]
    public void Bytes_that_are_no_certificate_are_one_finding() =>
        Assert.Equal(
            ["a to-be-signed certificate cannot be read: its encoding is not the DER that its standard requires (RFC 5280 §4.1)"],
            Lint.Tbs([0x30, 0x80, 0x00, 0x00], null).Select(each => each.ToString()));

    private static RawTbs WithKey(RawTbs tbs, byte[] publicKey)
    {
        byte[] ski = SHA1.HashData(PublicKeyInfo.Read(publicKey).KeyBits);
        return (tbs with { PublicKey = publicKey })
            .Change(Oids.SubjectKeyIdentifier, each => each with { Value = [0x04, 0x14, .. ski] })
            .Change(Oids.AuthorityKeyIdentifier, each => each with { Value = [0x30, 0x16, 0x80, 0x14, .. ski] });
    }

    private static byte[] RsaKey(int bits, int exponent = 65537, bool even = false, bool withNull = true)
    {
        byte[] modulus = [.. Enumerable.Repeat((byte)0xC1, bits / 8)];
        if (even)
            modulus[^1] = 0xC0;
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(modulus);
            key.WriteInteger(exponent);
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.RsaEncryption);
                if (withNull)
                    writer.WriteNull();
            }

            writer.WriteBitString(key.Encode());
        }

        return writer.Encode();
    }

    /// <summary>The same words with every UTF8String as a PrintableString: equal to people, another name to a program that copies bytes.</summary>
    private static byte[] Reencode(byte[] name) => [.. name.Select(each => each == 0x0C ? (byte)0x13 : each)];
}
