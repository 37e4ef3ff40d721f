using Ceremony.Core.Tokens;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace Ceremony.Pki;

/// <summary>Builds certificate revocation lists around a signature that is made elsewhere (RFC 5280 §5).</summary>
public static class Crls
{
    /// <summary>The date that says "never" (RFC 5280 §4.1.2.5): 9999-12-31 23:59:59 UTC.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>
    /// The exact DER of a TBSCertList, version 2: what a token signs. Throws <see cref="PkiException"/> for a certificate that cannot be read
    /// and for unknown reasons; whether the whole makes sense is for <see cref="LintCrl"/> to say.
    /// </summary>
    public static byte[] BuildTbs(CrlTemplate template)
    {
        CertificateView issuer = CertificateView.Read(template.IssuerCertificate);
        return Der.Read("a CRL template", () =>
        {
            var fields = new Asn1EncodableVector
            {
                DerInteger.One,
                Asn1Object.FromByteArray(AlgorithmIdentifiers.Encode(template.Algorithm)),
                Asn1Object.FromByteArray(issuer.SubjectDer),
                Certificates.TimeOf(template.ThisUpdate),
                Certificates.TimeOf(template.NextUpdate),
            };

            // A list without entries is left out, not empty (RFC 5280 §5.1.2.6).
            if (template.Entries.Count > 0)
                fields.Add(new DerSequence(template.Entries.Select(EntryOf).ToArray<Asn1Encodable>()));
            fields.Add(new DerTaggedObject(true, 0, ExtensionsOf(template, issuer)));
            return new DerSequence(fields).GetEncoded(Asn1Encodable.Der);
        });
    }

    /// <summary>
    /// The CRL, once its signature is there. The signature is verified in software first: throws <see cref="PkiException"/> where it is not
    /// the issuer's, or where the algorithm is not the one inside.
    /// </summary>
    /// <param name="tbs">Proof that the bytes were linted before they were signed.</param>
    /// <param name="algorithm">What it was signed with.</param>
    /// <param name="rawSignature">RSA as PKCS#1 gives it, ECDSA as r‖s.</param>
    /// <param name="issuerPublicKey">DER of the issuer's SubjectPublicKeyInfo.</param>
    public static byte[] Assemble(LintedCrl tbs, SignatureAlgorithm algorithm, byte[] rawSignature, byte[] issuerPublicKey)
    {
        byte[] identifier = AlgorithmIdentifiers.Encode(algorithm);
        if (!CrlParts.Read(tbs.Bytes).Algorithm.AsSpan().SequenceEqual(identifier))
            throw new PkiException($"the CRL was made for a signature algorithm other than {algorithm.Name}");
        if (!Signatures.VerifyRaw(issuerPublicKey, algorithm, tbs.Bytes, rawSignature))
            throw new PkiException("the token's signature on the CRL was not made with the issuer's key");

        return new DerSequence(
            Asn1Object.FromByteArray(tbs.Bytes),
            Asn1Object.FromByteArray(identifier),
            new DerBitString(Signatures.ToDer(algorithm, rawSignature))).GetEncoded(Asn1Encodable.Der);
    }

    private static DerSequence EntryOf(CrlEntry entry)
    {
        int code = CrlReasons.CodeOf(entry.Reason);
        var fields = new Asn1EncodableVector { new DerInteger(new BigInteger(entry.SerialNumber)), Certificates.TimeOf(entry.RevokedAt) };
        if (entry.Reason != CrlReasons.Unspecified)
            fields.Add(new DerSequence(Extension(Oids.ReasonCode, new DerEnumerated(code))));
        return new DerSequence(fields);
    }

    private static DerSequence ExtensionsOf(CrlTemplate template, CertificateView issuer)
    {
        byte[] identifier = issuer.SubjectKeyIdentifier ?? Certificates.KeyIdentifier(issuer.PublicKey);
        return new DerSequence(
            Extension(Oids.AuthorityKeyIdentifier, new DerSequence(new DerTaggedObject(false, 0, new DerOctetString(identifier)))),
            Extension(Oids.CrlNumber, DerInteger.ValueOf(template.Number)));
    }

    // None of those here is critical (RFC 5280 §5.2.1, §5.2.3, §5.3.1).
    private static DerSequence Extension(string oid, Asn1Encodable value) =>
        new(new DerObjectIdentifier(oid), new DerOctetString(value.GetEncoded(Asn1Encodable.Der)));
}
