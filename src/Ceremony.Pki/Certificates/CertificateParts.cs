namespace Ceremony.Pki;

/// <summary>The three parts of a certificate (RFC 5280 §4.1) as they are encoded, unjudged.</summary>
/// <param name="Signed">The parts that everything signed has.</param>
/// <param name="Tbs">The parts of what was signed.</param>
internal sealed record CertificateParts(SignedParts Signed, TbsParts Tbs)
{
    /// <summary>The bytes that were signed.</summary>
    public byte[] TbsDer => Signed.Bytes;

    /// <summary>DER of the outer AlgorithmIdentifier.</summary>
    public byte[] Algorithm => Signed.Algorithm;

    /// <summary>Throws <see cref="PkiException"/> where the bytes are not a certificate.</summary>
    public static CertificateParts Read(byte[] der) => Der.Read("a certificate", () =>
    {
        var signed = SignedParts.Read(der);
        return new CertificateParts(signed, TbsParts.Read(signed.Bytes));
    });

    /// <summary>Whether the signature is the issuer's, by an algorithm that is known and the same inside and outside.</summary>
    public bool IsSignedBy(byte[] issuerPublicKey) => Signed.IsSignedBy(issuerPublicKey, Tbs.Algorithm);
}
