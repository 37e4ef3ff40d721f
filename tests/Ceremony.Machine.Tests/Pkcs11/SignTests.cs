using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Signatures, verified by openssl.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class SignTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rsa-2048", "sha256-rsa", "-sha256")]
    [InlineData("rsa-2048", "sha384-rsa", "-sha384")]
    [InlineData("rsa-2048", "sha512-rsa", "-sha512")]
    [InlineData("ec-p256", "sha256-ecdsa", "-sha256")]
    [InlineData("ec-p384", "sha384-ecdsa", "-sha384")]
    public void A_signature_is_accepted_by_openssl(string key, string algorithm, string hash)
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        KeyReceipt pair = session.GenerateKeyPair(KeyPairTests.Action(key, "sign"));
        File.WriteAllText(_folder["text"], "ceremony-confirmation/1\n");
        byte[] signature = session.Sign(pair.Id, SignatureAlgorithm.Find(algorithm)!, File.ReadAllBytes(_folder["text"]));
        Assert.Contains("Verified OK", Verify(pair.PublicKey, signature, algorithm.EndsWith("ecdsa", StringComparison.Ordinal), hash), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256-rsa")]
    [InlineData("sha384-rsa")]
    [InlineData("sha512-rsa")]
    public void A_token_that_does_not_hash_gives_the_same_signature(string name)
    {
        TokenEntry entry = TestRoom.NewToken();
        using (Core.Secrets.Secret pin = Core.Secrets.Secret.FromText(TestRoom.Pin))
        using (ITokenSession session = TestRoom.Tokens.Open(entry))
        {
            session.LoginUser(pin);
            session.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "sign"));
            SignatureAlgorithm algorithm = SignatureAlgorithm.Find(name)!;
            byte[] whole = session.Sign("00a1b2c3d4e5f607", algorithm, "the same bytes"u8);

            Assert.Equal(CKM.CKM_RSA_X_509, SigningPlan.Ways(algorithm, [CKM.CKM_RSA_X_509], "the same bytes"u8.ToArray(), 256)[0].Mechanism);
            IReadOnlyList<SigningPlan> ways = SigningPlan.Ways(algorithm, [CKM.CKM_RSA_PKCS], "the same bytes"u8.ToArray(), 256);
            Assert.Equal(CKM.CKM_RSA_PKCS, ways[0].Mechanism);
            Assert.Equal(3, ways.Count);
            foreach ((SigningPlan way, string mechanism) in ways.Where(way => way.Mechanism is CKM.CKM_RSA_PKCS or CKM.CKM_RSA_X_509).Zip(["RSA-PKCS", "RSA-X-509"]))
            {
                File.WriteAllBytes(_folder["digest-info"], way.Data);
                TestRoom.Witness(entry, "--sign", "--mechanism", mechanism, "--id", "00a1b2c3d4e5f607", "--input-file", _folder["digest-info"], "--output-file", _folder["signature"]);
                Assert.Equal(whole, File.ReadAllBytes(_folder["signature"]));
            }
        }
    }

    [Fact]
    public void A_key_that_is_not_there_is_told()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        Fault.Is("NoKey", $"{entry.Called} holds no private key with CKA_ID 0102: check that it is the right token.", () => session.Sign("0102", SignatureAlgorithm.Sha256Rsa, "x"u8));
    }

    [Fact]
    public void Two_keys_of_one_id_are_not_guessed_between()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        for (int time = 0; time < 2; time++)
            TestRoom.Witness(entry, "--keypairgen", "--key-type", "EC:prime256v1", "--id", "0102", "--usage-sign");
        Fault.Is(
            "TwoKeys",
            $"{entry.Called} holds 2 private keys with CKA_ID 0102, and it is not clear which is meant: have all but one removed.",
            () => session.Sign("0102", SignatureAlgorithm.Sha256Ecdsa, "x"u8));
    }

    [Fact]
    public void An_algorithm_that_does_not_fit_the_key_is_told()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        KeyReceipt pair = session.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "sign"));
        Fault.Is(
            "CKR_KEY_TYPE_INCONSISTENT",
            $"The token {entry.Called} holds a key of a different kind from the one that the algorithm needs: check the script's algorithm.",
            () => session.Sign(pair.Id, SignatureAlgorithm.Sha256Ecdsa, "x"u8));
    }

    [Fact]
    public void Sessions_used_from_many_threads_wait_for_each_other()
    {
        using ITokenSession one = TestRoom.NewSession(out _);
        using ITokenSession two = TestRoom.NewSession(out _);
        KeyReceipt first = one.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "sign"));
        KeyReceipt second = two.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "sign"));
        byte[] expected = one.Sign(first.Id, SignatureAlgorithm.Sha256Rsa, "x"u8);
        byte[] other = two.Sign(second.Id, SignatureAlgorithm.Sha256Rsa, "x"u8);
        Parallel.For(0, 64, time => Assert.Equal(
            time % 2 == 0 ? expected : other,
            (time % 2 == 0 ? one : two).Sign(first.Id, SignatureAlgorithm.Sha256Rsa, "x"u8)));
    }

    private string Verify(byte[] publicKey, byte[] signature, bool isEc, string hash)
    {
        File.WriteAllBytes(_folder["key.der"], publicKey);
        Tool.Demand("openssl", "pkey", "-pubin", "-inform", "DER", "-in", _folder["key.der"], "-pubout", "-out", _folder["key.pem"]);
        File.WriteAllBytes(_folder["signature"], isEc ? EcdsaDer(signature) : signature);
        return Tool.Demand("openssl", "dgst", hash, "-verify", _folder["key.pem"], "-signature", _folder["signature"], _folder["text"]);
    }

    // openssl wants ECDSA as DER (RFC 3279 §2.2.3); the token gives r‖s.
    private static byte[] EcdsaDer(byte[] signature)
    {
        var der = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            foreach (byte[] half in new[] { signature[..(signature.Length / 2)], signature[(signature.Length / 2)..] })
                der.WriteInteger(new System.Numerics.BigInteger(half, isUnsigned: true, isBigEndian: true));
        }

        return der.Encode();
    }
}
