using System.Security.Cryptography;
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
