using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>Keys for tests. Making an RSA key takes longer than a whole test, so each token of a test finds those of the same place in another test.</summary>
public static class SoftwareKeys
{
    private static readonly ConcurrentDictionary<(string Algorithm, string Owner, int Number), Lazy<AsymmetricAlgorithm>> Made = new();

    /// <summary>The owner's key of that number; no two owners have the same.</summary>
    public static AsymmetricAlgorithm Of(KeyAlgorithm algorithm, string owner, int number) =>
        Made.GetOrAdd((algorithm.Name, owner, number), _ => new Lazy<AsymmetricAlgorithm>(() => Make(algorithm))).Value;

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

    private static AsymmetricAlgorithm Make(KeyAlgorithm algorithm) => algorithm.Family switch
    {
        KeyFamily.Rsa => RSA.Create(algorithm.Bits),
        KeyFamily.Dsa => DSA.Create(algorithm.Bits),
        _ => ECDsa.Create(ECCurve.CreateFromValue(algorithm.Curve!)),
    };
}
