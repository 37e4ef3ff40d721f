using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>AlgorithmIdentifiers of signatures, exact: RSA with NULL parameters (RFC 4055 §5), DSA and ECDSA with none (RFC 5758 §3.1, §3.2).</summary>
internal static class AlgorithmIdentifiers
{
    private static readonly IReadOnlyDictionary<string, string> Identifiers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SignatureAlgorithm.Sha256Rsa.Name] = "1.2.840.113549.1.1.11",
        [SignatureAlgorithm.Sha384Rsa.Name] = "1.2.840.113549.1.1.12",
        [SignatureAlgorithm.Sha512Rsa.Name] = "1.2.840.113549.1.1.13",
        [SignatureAlgorithm.Sha256Ecdsa.Name] = "1.2.840.10045.4.3.2",
        [SignatureAlgorithm.Sha384Ecdsa.Name] = "1.2.840.10045.4.3.3",
        [SignatureAlgorithm.Sha256Dsa.Name] = "2.16.840.1.101.3.4.3.2",
    };

    public static string OidOf(SignatureAlgorithm algorithm) =>
        Identifiers.TryGetValue(algorithm.Name, out string? oid) ? oid : throw new PkiException($"{algorithm.Name} is not an algorithm that this program signs with");

    public static byte[] Encode(SignatureAlgorithm algorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(OidOf(algorithm));
            if (algorithm.IsRsa)
                writer.WriteNull();
        }

        return writer.Encode();
    }

    /// <summary>The algorithm whose exact encoding this is, or null.</summary>
    public static SignatureAlgorithm? Find(ReadOnlySpan<byte> encoded)
    {
        foreach (SignatureAlgorithm algorithm in SignatureAlgorithm.All)
        {
            if (encoded.SequenceEqual(Encode(algorithm)))
                return algorithm;
        }

        return null;
    }

    /// <summary>The name of the algorithm, or the dotted identifier of one that is unknown or has unexpected parameters.</summary>
    public static string NameOf(ReadOnlyMemory<byte> encoded) => Find(encoded.Span)?.Name ?? Der.Sequence(encoded).ReadObjectIdentifier();

    public static HashAlgorithmName Hash(SignatureAlgorithm algorithm) => algorithm.HashBits switch
    {
        256 => HashAlgorithmName.SHA256,
        384 => HashAlgorithmName.SHA384,
        512 => HashAlgorithmName.SHA512,
        _ => throw new PkiException($"{algorithm.Name} hashes to {algorithm.HashBits} bits, which this program does not support"),
    };
}
