using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;

namespace Ceremony.Foresight;

/// <summary>Keys of every kind that a token makes, made in no time; see <see cref="SimulatedRsa"/>.</summary>
internal static class SimulatedKeys
{
    /// <summary>A new key.</summary>
    public static AsymmetricAlgorithm Make(KeyAlgorithm algorithm) => algorithm.Family switch
    {
        KeyFamily.Rsa => new SimulatedRsa(algorithm.Bits),
        KeyFamily.Dsa => SimulatedDsa.NewKey(),
        _ => ECDsa.Create(ECCurve.CreateFromValue(algorithm.Curve!)),
    };

    /// <summary>A value that was encrypted by RSAES-PKCS1-v1_5.</summary>
    public static byte[] Decrypt(AsymmetricAlgorithm key, byte[] ciphertext) => ((RSA)key).Decrypt(ciphertext, RSAEncryptionPadding.Pkcs1);

    /// <summary>What comes of wrapping where it succeeds: a throwaway key of 32 bytes by the first mechanism for such a key.</summary>
    public static UnwrappedReceipt Wrap(ProveWrapping action)
    {
        (string scheme, int length) = action.Algorithm.Split('-') switch
        {
            ["rsa", var bits] => ("CKM_RSA_PKCS", int.Parse(bits, CultureInfo.InvariantCulture) / 8),
            ["aes", _] => ("CKM_AES_KEY_WRAP", 40),
            _ => ("CKM_DES3_CBC_PAD", 40),
        };
        return new UnwrappedReceipt(scheme, RandomNumberGenerator.GetBytes(length), RandomNumberGenerator.GetBytes(action.Plaintext.Length), action.Plaintext);
    }

    /// <summary>A raw signature as a token returns it: RSA as PKCS#1 gives it, DSA and ECDSA as r‖s.</summary>
    public static byte[] Sign(AsymmetricAlgorithm key, SignatureAlgorithm algorithm, byte[] bytes)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm.HashBits}");
        return key switch
        {
            RSA rsa => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            ECDsa curve => curve.SignData(bytes, hash),
            DSA dsa => dsa.SignData(bytes, hash),
            _ => throw new ArgumentException($"a token has no key of the kind {key.GetType().Name}"),
        };
    }
}
