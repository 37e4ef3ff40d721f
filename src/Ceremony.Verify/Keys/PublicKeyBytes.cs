using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Ceremony.Verify;

/// <summary>What a public key is, read from its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) alone.</summary>
internal static class PublicKeyBytes
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string Dsa = "1.2.840.10040.4.1";
    private const string Ec = "1.2.840.10045.2.1";
    private const byte Uncompressed = 0x04;
    private const int SmallestExponent = 65537;
    private const int LargestExponentBits = 64;
    private const int SubprimeBits = 256;

    // RFC 5480 §2.1.1.1.
    private static readonly Dictionary<string, (string Name, int Bytes)> Curves = new(StringComparer.Ordinal) { ["1.2.840.10045.3.1.7"] = ("ec-p256", 32), ["1.3.132.0.34"] = ("ec-p384", 48) };

    /// <summary>Kind and size, such as <c>rsa-2048</c> or <c>ec-p256</c>; null where the bytes are no key that signatures can be verified with.</summary>
    public static string? Algorithm(byte[] spki)
    {
        try
        {
            var all = new AsnReader(spki, AsnEncodingRules.DER);
            AsnReader parts = all.ReadSequence();
            all.ThrowIfNotEmpty();
            AsnReader identifier = parts.ReadSequence();
            string kind = identifier.ReadObjectIdentifier();
            byte[] key = parts.ReadBitString(out int unused);
            parts.ThrowIfNotEmpty();
            return unused != 0 ? null : kind switch
            {
                Rsa => OfRsa(identifier, key),
                Dsa => OfDsa(identifier, key),
                Ec => OfEc(identifier, key, spki),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // RFC 3279 §2.3.1.
    private static string? OfRsa(AsnReader identifier, byte[] key)
    {
        identifier.ReadNull();
        identifier.ThrowIfNotEmpty();
        AsnReader numbers = Numbers(key);
        BigInteger modulus = numbers.ReadInteger();
        BigInteger exponent = numbers.ReadInteger();
        numbers.ThrowIfNotEmpty();
        bool isSound = modulus.Sign > 0 && !modulus.IsEven && !exponent.IsEven && exponent >= SmallestExponent && exponent.GetBitLength() <= LargestExponentBits;
        return isSound ? $"rsa-{Evidence.Text(modulus.GetBitLength())}" : null;
    }

    // RFC 3279 §2.3.2.
    private static string? OfDsa(AsnReader identifier, byte[] key)
    {
        AsnReader domain = identifier.ReadSequence();
        identifier.ThrowIfNotEmpty();
        BigInteger prime = domain.ReadInteger();
        BigInteger subprime = domain.ReadInteger();
        BigInteger generator = domain.ReadInteger();
        domain.ThrowIfNotEmpty();
        var number = new AsnReader(key, AsnEncodingRules.DER);
        BigInteger value = number.ReadInteger();
        number.ThrowIfNotEmpty();
        bool isSound = subprime.GetBitLength() == SubprimeBits && generator > 1 && generator < prime && value > 1 && value < prime;
        return isSound ? $"dsa-{Evidence.Text(prime.GetBitLength())}" : null;
    }

    private static string? OfEc(AsnReader identifier, byte[] key, byte[] spki)
    {
        if (!Curves.TryGetValue(identifier.ReadObjectIdentifier(), out (string Name, int Bytes) curve) || key.Length != (2 * curve.Bytes) + 1 || key[0] != Uncompressed)
        {
            return null;
        }

        identifier.ThrowIfNotEmpty();
        return IsOnCurve(spki) ? curve.Name : null;
    }

    private static bool IsOnCurve(byte[] spki)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static AsnReader Numbers(byte[] key)
    {
        var all = new AsnReader(key, AsnEncodingRules.DER);
        AsnReader numbers = all.ReadSequence();
        all.ThrowIfNotEmpty();
        return numbers;
    }
}
