using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class SignaturesTests
{
    private static readonly byte[] Words = Encoding.UTF8.GetBytes("ceremony-confirmation/1\n");

    public static TheoryData<string, string, string> Keys => new()
    {
        { "rsa", "sha256-rsa", "sha256-rsa" },
        { "p256", "sha256-ecdsa", "sha256-ecdsa" },
        { "p384", "sha384-ecdsa", "sha256-ecdsa" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_confirmation_is_checked_by_openssl_dgst(string kind, string forCertificates, string forConfirmations)
    {
        AsymmetricAlgorithm key = KeyOf(kind);
        byte[] publicKey = TestPki.Spki(key);
        Assert.Equal(forCertificates, Signatures.For(publicKey).Name);
        SignatureAlgorithm algorithm = Signatures.ForConfirmation(publicKey);
        Assert.Equal(forConfirmations, algorithm.Name);

        byte[] raw = TestPki.Sign(key, algorithm, Words);
        byte[] signature = Signatures.ToDer(algorithm, raw);
        Assert.True(Signatures.VerifyRaw(publicKey, algorithm, Words, raw));
        Assert.True(Signatures.Verify(publicKey, algorithm, Words, signature));

        using var tool = new TemporaryFolder();
        tool.Write("words", Words);
        tool.Write("signature", signature);
        tool.Write("key.pem", Encoding.ASCII.GetBytes(Signatures.ToPem("PUBLIC KEY", publicKey)));
        Assert.Contains("Verified OK", tool.Demand("openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "words"));
    }

    // Keys are kept ready, and forgotten where there are too many.
    [Fact]
    public void Of_many_keys_each_verifies_its_own_signature_and_no_other()
    {
        ECDsa[] keys = [.. Enumerable.Range(0, 40).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256))];
        byte[][] publicKeys = [.. keys.Select(key => key.ExportSubjectPublicKeyInfo())];
        byte[][] signatures = [.. keys.Select(key => key.SignData("words"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))];
        for (int round = 0; round < 2; round++)
        {
            for (int at = 0; at < keys.Length; at++)
            {
                Assert.True(Signatures.Verify(publicKeys[at], SignatureAlgorithm.Sha256Ecdsa, "words"u8, signatures[at]));
                Assert.False(Signatures.Verify(publicKeys[at], SignatureAlgorithm.Sha256Ecdsa, "words"u8, signatures[(at + 1) % keys.Length]));
            }
        }

        // An array that its owner changes afterwards is another key.
        byte[] lent = [.. publicKeys[0]];
        Assert.True(Signatures.Verify(lent, SignatureAlgorithm.Sha256Ecdsa, "words"u8, signatures[0]));
        publicKeys[1].CopyTo(lent, 0);
        Assert.True(Signatures.Verify(lent, SignatureAlgorithm.Sha256Ecdsa, "words"u8, signatures[1]));
        Assert.True(Signatures.Verify(publicKeys[0], SignatureAlgorithm.Sha256Ecdsa, "words"u8, signatures[0]));
        Array.ForEach(keys, key => key.Dispose());
    }

    [Fact]
    public void A_key_that_is_written_in_another_way_signs_nothing()
    {
        byte[] publicKey = TestPki.Spki(TestPki.LeafKey);
        byte[] signature = TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, Words);
        Assert.True(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Rsa, Words, signature));

        // The same key without the NULL that stands for RSA's parameters: 13 bytes of identifier instead of 15.
        int at = publicKey.AsSpan().IndexOf<byte>([0x30, 0x0D, 0x06, 0x09]);
        byte[] inside = [0x30, 0x0B, .. publicKey.AsSpan(at + 2, 11), .. publicKey.AsSpan(at + 15)];
        byte[] without = [0x30, 0x82, (byte)(inside.Length >> 8), (byte)inside.Length, .. inside];
        Assert.False(Signatures.Verify(without, SignatureAlgorithm.Sha256Rsa, Words, signature));
    }

    [Fact]
    public void Small_halves_of_an_ECDSA_signature_are_written_without_leading_zeros()
    {
        byte[] raw = new byte[64];
        raw[31] = 0x01;
        raw[32] = 0x80;
        Assert.Equal("3026020101022100" + "80" + new string('0', 62), Convert.ToHexString(Signatures.ToDer(SignatureAlgorithm.Sha256Ecdsa, raw)));
    }

    [Fact]
    public void An_ECDSA_signature_in_another_encoding_is_none()
    {
        byte[] raw = TestPki.Sign(TestPki.P256, SignatureAlgorithm.Sha256Ecdsa, Words);
        byte[] der = Signatures.ToDer(SignatureAlgorithm.Sha256Ecdsa, raw);
        byte[] longForm = [0x30, 0x81, .. der[1..]];
        byte[] trailing = [.. der, 0x00];
        byte[] publicKey = TestPki.Spki(TestPki.P256);
        Assert.True(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, der));
        Assert.False(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, longForm));
        Assert.False(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, trailing));
        Assert.False(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, raw));
        Assert.False(Signatures.VerifyRaw(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, raw[..^1]));
        Assert.False(Signatures.VerifyRaw(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, new byte[64]));
    }

    [Fact]
    public void A_key_that_does_not_fit_the_algorithm_or_is_no_key_verifies_nothing()
    {
        byte[] signature = TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, Words);
        Assert.False(Signatures.Verify(TestPki.Spki(TestPki.P256), SignatureAlgorithm.Sha256Rsa, Words, signature));
        Assert.False(Signatures.Verify(TestPki.Spki(TestPki.LeafKey), SignatureAlgorithm.Sha384Rsa, Words, signature));
        Assert.False(Signatures.Verify([1, 2, 3], SignatureAlgorithm.Sha256Rsa, Words, signature));
    }

    [Fact]
    public void A_raw_ECDSA_signature_of_odd_length_is_refused() =>
        Assert.Equal(
            "an ECDSA signature of 63 bytes is not r and s of equal length",
            Assert.Throws<PkiException>(() => Signatures.ToDer(SignatureAlgorithm.Sha256Ecdsa, new byte[63])).Message);

    [Fact]
    public void A_DSA_signature_is_checked_by_openssl_too_and_has_one_encoding()
    {
        byte[] publicKey = TestPki.Spki(TestPki.Dsa);
        Assert.Equal(SignatureAlgorithm.Sha256Dsa, Signatures.For(publicKey));
        Assert.Equal("dsa-2048", PublicKeyInfo.Read(publicKey).Name);
        byte[] raw = TestPki.Sign(TestPki.Dsa, SignatureAlgorithm.Sha256Dsa, Words);
        byte[] der = Signatures.ToDer(SignatureAlgorithm.Sha256Dsa, raw);
        Assert.True(Signatures.VerifyRaw(publicKey, SignatureAlgorithm.Sha256Dsa, Words, raw));
        Assert.True(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Dsa, Words, der));
        Assert.False(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Dsa, "other"u8, der));
        Assert.False(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Dsa, Words, [.. der, 0x00]));
        Assert.False(Signatures.Verify(publicKey, SignatureAlgorithm.Sha256Ecdsa, Words, der));
        Assert.False(Signatures.VerifyRaw(publicKey, SignatureAlgorithm.Sha256Dsa, Words, raw[..^1]));

        using var tool = new TemporaryFolder();
        tool.Write("words", Words);
        tool.Write("signature", der);
        tool.Write("key.pem", Encoding.ASCII.GetBytes(Signatures.ToPem("PUBLIC KEY", publicKey)));
        Assert.Contains("Verified OK", tool.Demand("openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "words"));
    }

    [Fact]
    public void A_DSA_key_whose_numbers_fit_every_text_verifies_nothing()
    {
        // With g = y = 1 the signature r = s = 1 is right for whatever is signed.
        DSAParameters numbers = TestPki.Dsa.ExportParameters(false);
        byte[] one = new byte[numbers.G!.Length];
        one[^1] = 1;
        using var forged = DSA.Create(numbers with { G = one, Y = one });
        byte[] publicKey = TestPki.Spki(forged);
        byte[] signature = new byte[64];
        signature[31] = 1;
        signature[63] = 1;
        Assert.False(Signatures.VerifyRaw(publicKey, SignatureAlgorithm.Sha256Dsa, Words, signature));
    }

    [Fact]
    public void A_DSA_key_signs_neither_confirmations_nor_certificates()
    {
        byte[] publicKey = TestPki.Spki(TestPki.Dsa);
        Assert.Equal("a DSA key signs requests only", Assert.Throws<PkiException>(() => Signatures.ForConfirmation(publicKey)).Message);
        byte[] tbs = Certificates.BuildTbs(TestPki.CaTemplate(TestPki.Dsa));
        Assert.Equal(
            ["the signature algorithm is unknown or its parameters are not exact", "the key, dsa-2048, is neither RSA nor on P-256 or P-384"],
            Lint.Tbs(tbs, null).Select(each => each.Sentence));
        byte[] certificate = Certificates.Assemble(new LintedTbs(tbs), SignatureAlgorithm.Sha256Dsa, TestPki.Sign(TestPki.Dsa, SignatureAlgorithm.Sha256Dsa, tbs), publicKey);
        Assert.NotNull(Chains.Refuse(certificate, [certificate], TestPki.Middle));
    }

    [Fact]
    public void A_key_of_another_curve_cannot_sign_here()
    {
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        Assert.Equal(
            "a key of type ec-1.3.132.0.35 cannot sign here: use RSA, P-256 or P-384",
            Assert.Throws<PkiException>(() => Signatures.For(TestPki.Spki(p521))).Message);
    }

    private static AsymmetricAlgorithm KeyOf(string kind) => kind switch { "rsa" => TestPki.LeafKey, "p256" => TestPki.P256, _ => TestPki.P384 };
}
