using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>The three parts of a certificate (RFC 5280 §4.1) as they are encoded, unjudged.</summary>
/// <param name="TbsDer">The bytes that were signed.</param>
/// <param name="Tbs">Their parts.</param>
/// <param name="Algorithm">DER of the outer AlgorithmIdentifier.</param>
/// <param name="Signature">The BIT STRING's content.</param>
internal sealed record CertificateParts(byte[] TbsDer, TbsParts Tbs, byte[] Algorithm, byte[] Signature)
{
    /// <summary>Throws <see cref="PkiException"/> where it is no certificate.</summary>
    public static CertificateParts Read(byte[] der) => Der.Read("a certificate", () =>
    {
        AsnReader reader = Der.Sequence(der);
        byte[] tbs = reader.ReadEncodedValue().ToArray();
        byte[] algorithm = reader.ReadEncodedValue().ToArray();
        byte[] signature = reader.ReadBitString(out int unused);
        reader.ThrowIfNotEmpty();
        return unused == 0 ? new CertificateParts(tbs, TbsParts.Read(tbs), algorithm, signature) : throw new AsnContentException("a signature is a whole number of bytes");
    });

    /// <summary>Whether the signature is the issuer's, by an algorithm that is known and the same inside and outside.</summary>
    public bool IsSignedBy(byte[] issuerPublicKey) =>
        Algorithm.AsSpan().SequenceEqual(Tbs.Algorithm)
        && AlgorithmIdentifiers.Find(Algorithm) is { } algorithm
        && Signatures.Verify(issuerPublicKey, algorithm, TbsDer, Signature);
}
