using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Chooses the mechanism and the bytes given to it, so that the signature is the same whatever the token can do.</summary>
/// <param name="Mechanism">CKM_…</param>
/// <param name="Data">What C_Sign is given.</param>
internal sealed record SigningPlan(CKM Mechanism, byte[] Data)
{
    /// <summary>
    /// RSA: hash and signature in the token where it can (PKCS#11 v2.40 §2.1.12), else CKM_RSA_PKCS over a DigestInfo (RFC 8017 §9.2) made
    /// here. ECDSA and DSA: CKM_ECDSA and CKM_DSA over the hash made here (§2.3.6, §2.2.7), which every token with such keys can.
    /// </summary>
    public static SigningPlan For(SignatureAlgorithm algorithm, IReadOnlyCollection<CKM> known, ReadOnlySpan<byte> bytes)
    {
        if (!algorithm.IsRsa)
            return new SigningPlan(algorithm.Family == KeyFamily.Dsa ? CKM.CKM_DSA : CKM.CKM_ECDSA, Hash(algorithm, bytes));
        CKM whole = algorithm.HashBits switch { 256 => CKM.CKM_SHA256_RSA_PKCS, 384 => CKM.CKM_SHA384_RSA_PKCS, _ => CKM.CKM_SHA512_RSA_PKCS };
        return known.Contains(whole) ? new SigningPlan(whole, bytes.ToArray()) : new SigningPlan(CKM.CKM_RSA_PKCS, DigestInfo(algorithm, bytes));
    }

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
}
