using System.Buffers.Binary;
using System.Formats.Asn1;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Names keys as scripts do: <c>rsa-4096</c>, <c>ec-p256</c>, <c>aes-256</c>.</summary>
internal static class KeyNames
{
    private const byte PrintableString = 0x13;

    /// <summary>The name; empty where the token does not show enough.</summary>
    public static string Of(CKK type, IReadOnlyDictionary<CKA, byte[]> values) => type switch
    {
        CKK.CKK_RSA => values.TryGetValue(CKA.CKA_MODULUS, out byte[]? modulus) ? $"rsa-{Bits(modulus)}" : "rsa",
        CKK.CKK_EC => Curve(values) is { } curve ? KeyAlgorithm.All.FirstOrDefault(each => each.Curve == curve)?.Name ?? $"ec-{curve}" : "ec",
        CKK.CKK_DSA => values.TryGetValue(CKA.CKA_PRIME, out byte[]? prime) ? $"dsa-{Bits(prime)}" : "dsa",
        CKK.CKK_AES => Sized("aes", values),
        CKK.CKK_GENERIC_SECRET => Sized("generic", values),
        CKK.CKK_DES3 => "des3",
        _ => Enum.IsDefined(type) ? type.ToString()["CKK_".Length..].ToLowerInvariant().Replace('_', '-') : "",
    };

    /// <summary>The named curve's object identifier out of CKA_EC_PARAMS (RFC 5480 §2.1.1), which some tokens give as its name (PKCS#11 v3.0 §6.3.3); null where it is neither.</summary>
    public static string? Curve(IReadOnlyDictionary<CKA, byte[]> values)
    {
        try
        {
            return !values.TryGetValue(CKA.CKA_EC_PARAMS, out byte[]? der) ? null
                : der is [PrintableString, ..] ? AsnDecoder.ReadCharacterString(der, AsnEncodingRules.DER, UniversalTagNumber.PrintableString, out _) switch
                {
                    "secp256r1" or "prime256v1" or "P-256" => KeyAlgorithm.EcP256.Curve,
                    "secp384r1" or "P-384" => KeyAlgorithm.EcP384.Curve,
                    _ => null,
                }
                : AsnDecoder.ReadObjectIdentifier(der, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static int Bits(byte[] number)
    {
        ReadOnlySpan<byte> significant = number.AsSpan().TrimStart((byte)0);
        return significant.IsEmpty ? 0 : (significant.Length * 8) - int.LeadingZeroCount(significant[0]) + 24;
    }

    private static string Sized(string name, IReadOnlyDictionary<CKA, byte[]> values) =>
        values.TryGetValue(CKA.CKA_VALUE_LEN, out byte[]? length) && length.Length == sizeof(ulong) ? $"{name}-{BinaryPrimitives.ReadUInt64LittleEndian(length) * 8}" : name;
}
