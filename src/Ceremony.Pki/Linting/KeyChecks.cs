using System.Numerics;
using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>Checks of the subject's key.</summary>
internal static class KeyChecks
{
    private const int ShortestRsaBits = 2048;
    private const int SmallestExponent = 65537;
    private const int LargestExponentBits = 64;

    public static readonly IReadOnlyList<LintCheck> All =
    [
        new("key-kind", "RFC 3279 §2.3", subject => subject.Key.IsRsa || subject.Key.KnownCurve is not null ? null : $"the key, {subject.Key.Name}, is neither RSA nor on P-256 or P-384"),
        new("key-parameters", "RFC 3279 §2.3.1", subject => subject.Key.ExactParameters ? null : "the key's parameters are not exact"),
        new("rsa-size", "NIST SP 800-57 part 1 §5.6.1", subject => !subject.Key.IsRsa || subject.Key.RsaBits >= ShortestRsaBits ? null : $"the RSA key has {subject.Key.RsaBits} bits, fewer than 2048"),
        new("rsa-modulus", "RFC 8017 §3.1", subject => !subject.Key.IsRsa || IsOddAndPositive(subject.Key.Modulus) ? null : "the RSA modulus is not odd and positive"),
        new("rsa-exponent", "FIPS 186-5 §5.4", subject => !subject.Key.IsRsa || IsGoodExponent(subject.Key.Exponent) ? null : "the RSA exponent is not odd, at least 65537 and at most 64 bits long"),
        new("ec-point", "RFC 5480 §2.2", subject => subject.Key.KnownCurve is null || IsOnCurve(subject) ? null : "the EC key is not an uncompressed point on its curve"),
    ];

    private static bool IsOddAndPositive(BigInteger number) => number.Sign > 0 && !number.IsEven;

    private static bool IsGoodExponent(BigInteger exponent) =>
        !exponent.IsEven && exponent >= SmallestExponent && exponent.GetBitLength() <= LargestExponentBits;

    private static bool IsOnCurve(LintSubject subject)
    {
        int size = (2 * (subject.Key.KnownCurve!.Bits / 8)) + 1;
        if (subject.Key.KeyBits.Length != size || subject.Key.KeyBits[0] != 0x04)
            return false;

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(subject.Tbs.PublicKey, out _);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
