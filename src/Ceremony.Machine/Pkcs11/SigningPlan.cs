using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>A way to have bytes signed. Tokens know one or the other; the signature is the same.</summary>
/// <param name="Mechanism">CKM_…</param>
/// <param name="Data">What C_Sign is given.</param>
internal sealed record SigningPlan(CKM Mechanism, byte[] Data)
{
    /// <summary>
    /// All of them, first those that the token lists. RSA: hash and signature in the token (PKCS#11 v2.40 §2.1.12), CKM_RSA_PKCS over a DigestInfo (RFC 8017 §9.2) made here, CKM_RSA_X_509 over a block
    /// padded here (§2.1.8). ECDSA and DSA: over the hash made here (§2.3.6, §2.2.7), then with the hash in the token (§2.3.7).
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="known">The mechanisms that the token lists; empty where it lists none.</param>
    /// <param name="bytes">What is signed.</param>
    /// <param name="modulus">The length of the key's modulus in bytes; 0 where that is not known, or there is none.</param>
    public static IReadOnlyList<SigningPlan> Ways(SignatureAlgorithm algorithm, IReadOnlyCollection<CKM> known, byte[] bytes, int modulus)
    {
        SigningPlan[] ways = algorithm.Family switch
        {
            KeyFamily.Rsa => [new(OfRsa(algorithm), bytes), new(CKM.CKM_RSA_PKCS, DigestInfo(algorithm, bytes)), .. Padded(DigestInfo(algorithm, bytes), modulus)],
            KeyFamily.Dsa => [new(CKM.CKM_DSA, Hash(algorithm, bytes)), new(CKM.CKM_DSA_SHA256, bytes)],
            _ => [new(CKM.CKM_ECDSA, Hash(algorithm, bytes)), new(algorithm.HashBits == 384 ? CKM.CKM_ECDSA_SHA384 : CKM.CKM_ECDSA_SHA256, bytes)],
        };
        return [.. ways.OrderByDescending(way => known.Contains(way.Mechanism))];
    }

    /// <summary>A signature as PKCS#11 has it: r‖s for ECDSA and DSA (§2.3.1), also where a token gives the DER of both (RFC 3279 §2.2.3).</summary>
    public static byte[] Raw(SignatureAlgorithm algorithm, byte[] signature, int numberBytes)
    {
        if (algorithm.IsRsa || numberBytes == 0 || signature.Length == 2 * numberBytes)
            return signature;
        try
        {
            AsnReader numbers = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
            return [.. Number(numbers, numberBytes), .. Number(numbers, numberBytes)];
        }
        catch (AsnContentException)
        {
            // It does not verify, which is found out by whoever asked for it.
            return signature;
        }
    }

    private static byte[] Number(AsnReader numbers, int bytes)
    {
        ReadOnlySpan<byte> number = numbers.ReadIntegerBytes().Span.TrimStart((byte)0);
        byte[] padded = new byte[bytes];
        if (number.Length > bytes)
            throw new AsnContentException();
        number.CopyTo(padded.AsSpan(bytes - number.Length));
        return padded;
    }

    private static CKM OfRsa(SignatureAlgorithm algorithm) => algorithm.HashBits switch
    {
        256 => CKM.CKM_SHA256_RSA_PKCS,
        384 => CKM.CKM_SHA384_RSA_PKCS,
        _ => CKM.CKM_SHA512_RSA_PKCS,
    };

    private static byte[] Hash(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes) => algorithm.HashBits switch
    {
        256 => SHA256.HashData(bytes),
        384 => SHA384.HashData(bytes),
        _ => SHA512.HashData(bytes),
    };

    private static byte[] DigestInfo(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            using (info.PushSequence())
            {
                info.WriteObjectIdentifier(algorithm.HashBits switch { 256 => "2.16.840.1.101.3.4.2.1", 384 => "2.16.840.1.101.3.4.2.2", _ => "2.16.840.1.101.3.4.2.3" });
                info.WriteNull();
            }

            info.WriteOctetString(Hash(algorithm, bytes));
        }

        return info.Encode();
    }

    // EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 FF … FF 00 and the DigestInfo, as long as the modulus.
    private static IEnumerable<SigningPlan> Padded(byte[] digestInfo, int modulus)
    {
        int filled = modulus - digestInfo.Length - 3;
        return filled < 8 ? [] : [new SigningPlan(CKM.CKM_RSA_X_509, [0, 1, .. Enumerable.Repeat((byte)0xff, filled), 0, .. digestInfo])];
    }
}
