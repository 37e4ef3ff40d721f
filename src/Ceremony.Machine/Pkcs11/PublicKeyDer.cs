using System.Formats.Asn1;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Builds a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) out of a public key's attributes.</summary>
internal static class PublicKeyDer
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string Dsa = "1.2.840.10040.4.1";
    private const byte Uncompressed = 4;
    private const byte BitString = 3;

    /// <summary>The DER, or null where the token does not show enough or the key is of another kind.</summary>
    /// <param name="type">CKA_KEY_TYPE.</param>
    /// <param name="values">The key's attributes but for CKA_VALUE.</param>
    /// <param name="value">Asks for CKA_VALUE, which is a DSA key's public value; null where the token does not show it.</param>
    public static byte[]? Encode(CKK type, IReadOnlyDictionary<CKA, byte[]> values, Func<byte[]?> value) => type switch
    {
        CKK.CKK_RSA when values.TryGetValue(CKA.CKA_MODULUS, out byte[]? modulus) && values.TryGetValue(CKA.CKA_PUBLIC_EXPONENT, out byte[]? exponent) => Rsa(modulus, exponent),
        CKK.CKK_EC when KeyNames.Curve(values) is { } curve && values.TryGetValue(CKA.CKA_EC_POINT, out byte[]? point) => Ec(curve, Point(curve, point)),
        CKK.CKK_DSA when DsaParameters.Of(values) is { } domain && value() is { } y => DsaInfo(domain, y),
        _ => null,
    };

    /// <summary>
    /// The point itself: CKA_EC_POINT comes inside an OCTET STRING (PKCS#11 v2.40 §2.3.3), from older tokens raw, and from some inside a BIT STRING. Two of them may begin with 04, so the length decides
    /// where the curve is known.
    /// </summary>
    internal static byte[] Point(string curve, byte[] value)
    {
        int? coordinate = KeyAlgorithm.All.FirstOrDefault(each => each.Curve == curve)?.Bits / 8;
        if (coordinate is { } bytes && value.Length == 1 + (2 * bytes) && value[0] == Uncompressed)
            return value;
        try
        {
            bool isBits = value is [BitString, ..];
            byte[] inner = isBits ? AsnDecoder.ReadBitString(value, AsnEncodingRules.BER, out _, out int consumed) : AsnDecoder.ReadOctetString(value, AsnEncodingRules.BER, out consumed);
            return consumed == value.Length ? inner : value;
        }
        catch (AsnContentException)
        {
            return value;
        }
    }

    private static byte[] Rsa(byte[] modulus, byte[] exponent)
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(Significant(modulus));
            key.WriteIntegerUnsigned(Significant(exponent));
        }

        return Info(RsaEncryption, parameters => parameters.WriteNull(), key.Encode());
    }

    // Dss-Parms beside the key, DSAPublicKey within (RFC 3279 §2.3.2).
    private static byte[] DsaInfo(DsaParameters domain, byte[] value)
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        key.WriteIntegerUnsigned(Significant(value));
        return Info(Dsa, parameters => WriteDomain(parameters, domain), key.Encode());
    }

    private static void WriteDomain(AsnWriter parameters, DsaParameters domain)
    {
        using (parameters.PushSequence())
        {
            foreach (byte[] number in (byte[][])[domain.Prime, domain.Subprime, domain.Base])
                parameters.WriteIntegerUnsigned(Significant(number));
        }
    }

    private static byte[] Ec(string curve, byte[] point) => Info(EcPublicKey, parameters => parameters.WriteObjectIdentifier(curve), point);

    private static byte[] Info(string algorithm, Action<AsnWriter> parameters, byte[] key)
    {
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            using (info.PushSequence())
            {
                info.WriteObjectIdentifier(algorithm);
                parameters(info);
            }

            info.WriteBitString(key);
        }

        return info.Encode();
    }

    private static ReadOnlySpan<byte> Significant(byte[] number)
    {
        ReadOnlySpan<byte> significant = number.AsSpan().TrimStart((byte)0);
        return significant.IsEmpty ? [0] : significant;
    }
}
