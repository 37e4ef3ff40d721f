using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>Keys for tests. Making an RSA key takes longer than a whole test, so each token of a test finds those of the same place in another test.</summary>
internal static class SoftwareKeys
{
    private static readonly ConcurrentDictionary<(string Algorithm, string Token, int Number), Lazy<AsymmetricAlgorithm>> Made = new();

    public static AsymmetricAlgorithm Of(KeyAlgorithm algorithm, string token, int number) =>
        Made.GetOrAdd((algorithm.Name, token, number), _ => new Lazy<AsymmetricAlgorithm>(() => Make(algorithm))).Value;

    /// <summary>A raw signature as a token returns it: RSA as PKCS#1 gives it, DSA and ECDSA as r‖s.</summary>
    public static byte[] Sign(AsymmetricAlgorithm key, SignatureAlgorithm algorithm, byte[] bytes)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm.HashBits}");
        return key switch
        {
            RSA rsa => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            ECDsa curve => curve.SignData(bytes, hash),
            DSA dsa => dsa.SignData(bytes, hash),
            _ => [],
        };
    }

    private static AsymmetricAlgorithm Make(KeyAlgorithm algorithm) => algorithm.Family switch
    {
        KeyFamily.Rsa => RSA.Create(algorithm.Bits),
        KeyFamily.Dsa => DSA.Create(algorithm.Bits),
        _ => ECDsa.Create(ECCurve.CreateFromValue(algorithm.Curve!)),
    };
}
