using System.Formats.Asn1;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>The three parts of what is signed as certificates are (RFC 5280 §4.1.1), as they are encoded, unjudged.</summary>
/// <param name="Bytes">DER of what was signed.</param>
/// <param name="Algorithm">DER of the AlgorithmIdentifier.</param>
/// <param name="Signature">The BIT STRING's content.</param>
internal sealed record SignedParts(byte[] Bytes, byte[] Algorithm, byte[] Signature)
{
    /// <summary>Throws <see cref="AsnContentException"/> where it is not of that form.</summary>
    public static SignedParts Read(byte[] der)
    {
        AsnReader reader = Der.Sequence(der);
        byte[] bytes = reader.ReadEncodedValue().ToArray();
        byte[] algorithm = reader.ReadEncodedValue().ToArray();
        byte[] signature = reader.ReadBitString(out int unused);
        reader.ThrowIfNotEmpty();
        return unused == 0 ? new SignedParts(bytes, algorithm, signature) : throw new AsnContentException("a signature is a whole number of bytes");
    }

    /// <summary>Whether the signature is one by that key, by an algorithm that CAs sign with and that is the same inside and outside.</summary>
    public bool IsSignedBy(byte[] publicKey, byte[] algorithmInside) =>
        Algorithm.AsSpan().SequenceEqual(algorithmInside)
        && AlgorithmIdentifiers.Find(Algorithm) is { } algorithm
        && SignatureAlgorithm.OfCertificates.Contains(algorithm)
        && Signatures.Verify(publicKey, algorithm, Bytes, Signature);
}
