using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Keys proven in a real SoftHSM2 by decrypting and wrapping; what is decrypted was encrypted outside of it.</summary>
[Collection(TestRoom.OneAfterAnother)]
public class KeyProofTests
{
    private const string Id = "00a1b2c3d4e5f607";

    private static readonly byte[] Value = SHA256.HashData([1]);

    [Fact]
    public void What_was_encrypted_under_the_public_key_outside_of_the_token_is_decrypted_in_it()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        KeyReceipt key = session.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "sign", "decrypt") with { Id = Id });
        Assert.Equal(Value, session.Decrypt(Id, Encrypted(key.PublicKey)));
    }

    [Fact]
    public void What_was_encrypted_for_another_key_does_not_come_back()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        session.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "decrypt") with { Id = Id });
        using var other = RSA.Create(2048);
        byte[]? back = null;
        Exception? thrown = Record.Exception(() => back = session.Decrypt(Id, Encrypted(other.ExportSubjectPublicKeyInfo())));
        Assert.True(thrown is DeviceFault || !Value.AsSpan().SequenceEqual(back));
    }

    [Fact]
    public void A_key_that_may_not_decrypt_is_refused_by_the_token()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        KeyReceipt key = session.GenerateKeyPair(KeyPairTests.Action("rsa-2048", "sign") with { Id = Id });
        Assert.Equal("CKR_KEY_FUNCTION_NOT_PERMITTED", Assert.Throws<DeviceFault>(() => session.Decrypt(Id, Encrypted(key.PublicKey))).Code);
    }

    // SoftHSM2 2.6 wraps by CKM_DES3_CBC and does not unwrap by it.
    [Theory]
    [InlineData("aes-128", "CKM_AES_KEY_WRAP", 40)]
    [InlineData("aes-256", "CKM_AES_KEY_WRAP", 40)]
    [InlineData("rsa-2048", "CKM_RSA_PKCS", 256)]
    [InlineData("des3", "CKM_DES3_CBC", null)]
    public void A_key_for_key_archiving_wraps_a_throwaway_key_and_unwraps_it_and_nothing_stays(string algorithm, string scheme, int? wrapped)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        Make(session, algorithm);
        string before = TestRoom.Witness(entry, "--list-objects");
        IReadOnlyList<TokenObject> objects = session.Objects();

        UnwrappedReceipt receipt = session.ProveWrapping(new ProveWrapping(entry.Ref, Id, "KEK", algorithm, Value));

        Assert.Equal((scheme, wrapped is not null), (receipt.Scheme, receipt.WasWrapped));
        Assert.Equal(Value, receipt.Plaintext);
        Assert.Equal(wrapped ?? Value.Length, receipt.Wrapped.Length);
        Assert.NotEqual(Value, receipt.Encrypted ?? receipt.Wrapped);
        Assert.Equal(objects.Select(each => (each.Class, each.Id)), session.Objects().Select(each => (each.Class, each.Id)));
        Assert.Equal(before, TestRoom.Witness(entry, "--list-objects"));
    }

    [Fact]
    public void A_secret_key_that_may_not_wrap_is_refused_by_the_token_and_nothing_stays()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateSecretKey(new GenerateSecretKey(entry.Ref, "KEK", Id, SecretKeyAlgorithm.Aes256, ["encrypt", "decrypt"]));
        Assert.Equal("CKR_KEY_FUNCTION_NOT_PERMITTED", Assert.Throws<DeviceFault>(() => session.ProveWrapping(new ProveWrapping(entry.Ref, Id, "KEK", "aes-256", Value))).Code);
        Assert.Single(session.Objects());
    }

    private static void Make(ITokenSession session, string algorithm)
    {
        if (SecretKeyAlgorithm.Find(algorithm) is { } secret)
        {
            session.GenerateSecretKey(new GenerateSecretKey(new TokenRef("hsm"), "KEK", Id, secret, ["wrap", "unwrap", "encrypt", "decrypt"]));
        }
        else
        {
            session.GenerateKeyPair(KeyPairTests.Action(algorithm, "sign", "decrypt", "unwrap") with { Id = Id });
        }
    }

    private static byte[] Encrypted(byte[] publicKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.Encrypt(Value, RSAEncryptionPadding.Pkcs1);
    }
}
