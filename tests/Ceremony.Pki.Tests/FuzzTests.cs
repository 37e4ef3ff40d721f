using System.Security.Cryptography;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

/// <summary>Whatever the bytes, a reader either reads them or says one sentence.</summary>
public class FuzzTests
{
    private static readonly byte[] Hash = SHA256.HashData("content"u8);

    [Fact]
    public void A_mangled_certificate_is_read_or_refused()
    {
        Fuzz(1, 4000, TestPki.Leaf, bytes => CertificateView.Read(bytes).Describe());
        Fuzz(2, 3000, TestPki.Ca, bytes => Lint.Certificate(bytes, null));
        Fuzz(3, 1000, TestPki.Ca, bytes => Lint.Certificate(TestPki.Leaf, bytes));
        Fuzz(4, 1000, TestPki.Ca, bytes => Chains.Refuse(TestPki.Leaf, [bytes], TestPki.Middle) ?? "");
    }

    [Fact]
    public void A_mangled_to_be_signed_certificate_is_read_or_refused()
    {
        byte[] tbs = Certificates.BuildTbs(TestPki.LeafTemplate());
        Fuzz(5, 4000, tbs, TbsText.Describe);
        Fuzz(6, 4000, tbs, bytes => Lint.Demand(bytes, TestPki.Ca));
    }

    [Fact]
    public void A_mangled_name_or_key_in_a_template_is_built_or_refused()
    {
        Fuzz(7, 3000, TestPki.LeafName, bytes => Certificates.BuildTbs(TestPki.LeafTemplate() with { Subject = bytes }));
        Fuzz(8, 3000, TestPki.Spki(TestPki.P256), bytes => Certificates.BuildTbs(TestPki.LeafTemplate() with { PublicKey = bytes }));
        Fuzz(9, 1000, TestPki.Spki(TestPki.P256), bytes => Signatures.VerifyRaw(bytes, SignatureAlgorithm.Sha256Ecdsa, "x"u8, new byte[64]));
    }

    [Fact]
    public void A_mangled_signature_file_is_read_or_refused()
    {
        byte[] attributes = Cms.SignedAttributes(Hash, TestPki.Leaf, TestPki.Middle);
        byte[] signature = TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, attributes);
        byte[] signer = Cms.SignerInfo(TestPki.Leaf, SignatureAlgorithm.Sha256Rsa, attributes, signature);
        Fuzz(10, 4000, Cms.Compose([signer], [TestPki.Leaf, TestPki.Ca]), bytes => CmsView.Read(bytes).Signers.Select(each => each.SignatureHolds(Hash)).ToList());
        Fuzz(11, 3000, signer, bytes => CmsSigner.Read(bytes, [TestPki.Leaf]).SignatureHolds(Hash));
        Fuzz(12, 1000, attributes, bytes => Cms.SignerInfo(TestPki.Leaf, SignatureAlgorithm.Sha256Rsa, bytes, signature));
        Fuzz(14, 1000, signer, bytes => Cms.Compose([bytes], [TestPki.Leaf]));
    }

    [Fact]
    public void A_mangled_soft_token_is_opened_or_refused()
    {
        using var passphrase = Secret.FromText("x");
        byte[] file = Pkcs12.Make(TestPki.LeafKey, TestPki.Leaf, [TestPki.Ca], passphrase);
        Fuzz(13, 120, file, bytes =>
        {
            using SoftToken token = SoftToken.Open(bytes, passphrase);
            return token.Sign(SignatureAlgorithm.Sha256Rsa, "x"u8);
        });
    }

    [Fact]
    public void A_mangled_request_or_CRL_is_read_or_refused()
    {
        byte[] request = RequestsTests.Make(TestPki.LeafKey, ["digitalSignature"]);
        Fuzz(15, 4000, request, bytes => Requests.Read(bytes).Describe());
        byte[] info = Requests.BuildInfo(TestPki.LeafName, TestPki.Spki(TestPki.LeafKey), new(["digitalSignature"], ["serverAuth", "clientAuth"], ["DNS:localhost", "IP:192.0.2.1"]));
        Fuzz(16, 3000, info, SignedBytes.Describe);
        var template = new CrlTemplate(TestPki.Ca, 1, TestPki.Middle, Crls.Never, [new CrlEntry(TestPki.Serial(2), TestPki.Middle, "superseded")], SignatureAlgorithm.Sha256Rsa);
        LintedCrl tbs = LintCrl.Demand(Crls.BuildTbs(template), TestPki.Ca);
        byte[] crl = Crls.Assemble(tbs, SignatureAlgorithm.Sha256Rsa, TestPki.Sign(TestPki.CaKey, SignatureAlgorithm.Sha256Rsa, tbs.Bytes), TestPki.Spki(TestPki.CaKey));
        Fuzz(17, 4000, crl, bytes => CrlView.Read(bytes).Describe());
        Fuzz(18, 3000, crl, bytes => LintCrl.Crl(bytes, TestPki.Ca));
        Fuzz(19, 3000, tbs.Bytes, bytes => (SignedBytes.Sentence(bytes) ?? "") + SignedBytes.Describe(bytes).Count);
    }

    [Fact]
    public void A_mangled_pending_soft_token_is_opened_or_refused()
    {
        using var passphrase = Secret.FromText("x");
        using var key = SoftKey.Generate(KeyAlgorithm.EcP256);
        Fuzz(20, 60, key.Close(passphrase, TestPki.From), bytes =>
        {
            using var token = SoftKey.Open(bytes, passphrase);
            return token.PublicKey;
        });
    }

    [Fact]
    public void A_mangled_DSA_key_verifies_nothing_and_throws_nothing()
    {
        byte[] publicKey = TestPki.Spki(TestPki.Dsa);
        byte[] signature = TestPki.Sign(TestPki.Dsa, SignatureAlgorithm.Sha256Dsa, [1]);
        Fuzz(22, 500, publicKey, bytes => Signatures.VerifyRaw(bytes, SignatureAlgorithm.Sha256Dsa, [1], signature));
    }

    /// <summary>Mangles bytes in the same ways each time; only <see cref="PkiException"/> may come out. The good bytes come first.</summary>
    private static void Fuzz<T>(int seed, int rounds, byte[] good, Func<byte[], T> read)
    {
        Assert.NotNull(read(good));
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            byte[] bytes = Mangle(random, good);
            try
            {
                read(bytes);
            }
            catch (PkiException sentence)
            {
                Assert.NotEmpty(sentence.Message);
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}, round {round}: {other} for {Convert.ToHexString(bytes)}");
            }
        }
    }

    private static byte[] Mangle(Random random, byte[] good)
    {
        byte[] bytes = [.. good];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(bytes.Length);
            bytes = random.Next(6) switch
            {
                0 => [.. bytes[..at], .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                2 when bytes.Length > 8 => bytes[..Math.Max(8, at)],
                3 => [.. bytes[..at], .. good],
                _ => Set(bytes, at, (byte)random.Next(256)),
            };
        }

        return bytes;
    }

    private static byte[] Set(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }
}
