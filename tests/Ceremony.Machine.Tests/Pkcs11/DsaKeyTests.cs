using System.Formats.Asn1;
using System.Numerics;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>DSA keys made in a real SoftHSM2, with openssl as witness.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class DsaKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_DSA_key_is_made_listed_and_signs_and_its_parameters_leave_no_object()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        GenerateKeyPair action = KeyPairTests.Action("dsa-2048", "sign");
        KeyReceipt pair = session.GenerateKeyPair(action);
        Assert.Equal("dsa-2048", pair.Algorithm);
        Assert.Contains("CKA_SIGN", pair.Attributes);
        Assert.Contains("CKA_NEVER_EXTRACTABLE", pair.Attributes);
        Assert.Equal(pair.PublicKey, session.InspectKeyPair(action)!.PublicKey);
        Assert.Equal(["private dsa-2048", "public dsa-2048"], session.Objects().Select(each => $"{each.Class} {each.Algorithm}"));
        string witness = TestRoom.Witness(entry, "--list-objects");
        Assert.DoesNotContain("omain", witness, StringComparison.Ordinal);
        Assert.Equal(2, witness.Split("Object;").Length - 1);

        File.WriteAllBytes(_folder["key.der"], pair.PublicKey);
        string told = Tool.Demand("openssl", "pkey", "-pubin", "-inform", "DER", "-in", _folder["key.der"], "-noout", "-text");
        Assert.Contains("Public-Key: (2048 bit)", told, StringComparison.Ordinal);
        Tool.Demand("openssl", "pkey", "-pubin", "-inform", "DER", "-in", _folder["key.der"], "-pubout", "-out", _folder["key.pem"]);
        File.WriteAllText(_folder["text"], "a request\n");
        byte[] signature = session.Sign(pair.Id, SignatureAlgorithm.Sha256Dsa, File.ReadAllBytes(_folder["text"]));
        Assert.Equal(64, signature.Length);
        File.WriteAllBytes(_folder["signature"], Der(signature));
        Assert.Contains("Verified OK", Tool.Demand("openssl", "dgst", "-sha256", "-verify", _folder["key.pem"], "-signature", _folder["signature"], _folder["text"]), StringComparison.Ordinal);

        Fault.Is(
            "CKR_KEY_TYPE_INCONSISTENT",
            $"The token {entry.Called} holds a key of a different kind from the one that the algorithm needs: check the script's algorithm.",
            () => session.Sign(pair.Id, SignatureAlgorithm.Sha256Ecdsa, "x"u8));
        session.DestroyKeyPair(new DestroyKey(action.Token, action.Id, action.Label));
        Assert.Empty(session.Objects());
    }

    [Fact]
    public void Only_a_public_keys_value_is_asked_for()
    {
        var values = new Dictionary<CKA, byte[]> { [CKA.CKA_PRIME] = [0x00, 0x81], [CKA.CKA_SUBPRIME] = [0x05], [CKA.CKA_BASE] = [0x03] };
        Assert.Null(PublicKeyDer.Encode(CKK.CKK_DSA, values, () => null));
        Assert.Equal("301D3015" + "06072A8648CE380401" + "300A02020081020105020103" + "030400020107", Convert.ToHexString(PublicKeyDer.Encode(CKK.CKK_DSA, values, () => [0x07])!));
        Assert.Null(PublicKeyDer.Encode(CKK.CKK_RSA, values, () => throw new InvalidOperationException("an RSA key has no such value")));
        Assert.Null(DsaParameters.Of(new Dictionary<CKA, byte[]> { [CKA.CKA_PRIME] = [1] }));
    }

    // r and s are numbers (RFC 3279 §2.2.2); the token gives them one after the other.
    private static byte[] Der(byte[] signature)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            foreach (byte[] half in (byte[][])[signature[..(signature.Length / 2)], signature[(signature.Length / 2)..]])
                der.WriteInteger(new BigInteger(half, isUnsigned: true, isBigEndian: true));
        }

        return der.Encode();
    }
}
