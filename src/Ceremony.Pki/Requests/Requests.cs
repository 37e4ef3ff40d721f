using Ceremony.Core.Tokens;
using Org.BouncyCastle.Asn1;

namespace Ceremony.Pki;

/// <summary>Builds certification requests (PKCS#10, RFC 2986) around a signature that is made elsewhere.</summary>
public static class Requests
{
    /// <summary>
    /// The exact DER of a CertificationRequestInfo: what a token signs. Throws <see cref="PkiException"/> for parts that cannot be read, an
    /// empty subject, and unknown usages.
    /// </summary>
    /// <param name="subject">DER of the subject's Name.</param>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo.</param>
    /// <param name="asked">The extensions that are asked for (RFC 2985 §5.4.2).</param>
    public static byte[] BuildInfo(byte[] subject, byte[] publicKey, RequestedExtensions asked)
    {
        PublicKeyInfo.Read(publicKey);
        if (Names.Text(subject).Length == 0)
            throw new PkiException("a request needs a subject");

        byte[] info = Der.Read("a request", () => new DerSequence(
            DerInteger.Zero,
            Asn1Object.FromByteArray(subject),
            Asn1Object.FromByteArray(publicKey),
            new DerTaggedObject(false, 0, ExtensionsOf(asked) is [] ? DerSet.Empty : new DerSet(AttributeOf(asked)))).GetEncoded(Asn1Encodable.Der));

        // The receiver reads it as strictly as this program does.
        RequestInfo.Read(info);
        return info;
    }

    /// <summary>
    /// The request, once its signature is there. The signature is verified in software first: throws <see cref="PkiException"/> where it is
    /// not one by the key inside.
    /// </summary>
    /// <param name="info">What was signed: see <see cref="BuildInfo"/>.</param>
    /// <param name="algorithm">What it was signed with.</param>
    /// <param name="rawSignature">RSA as PKCS#1 gives it, DSA and ECDSA as r‖s.</param>
    public static byte[] Assemble(byte[] info, SignatureAlgorithm algorithm, byte[] rawSignature)
    {
        if (!Signatures.VerifyRaw(RequestInfo.Read(info).PublicKey, algorithm, info, rawSignature))
            throw new PkiException("the token's signature on the request was not made with the key inside it");

        return new DerSequence(
            Asn1Object.FromByteArray(info),
            Asn1Object.FromByteArray(AlgorithmIdentifiers.Encode(algorithm)),
            new DerBitString(Signatures.ToDer(algorithm, rawSignature))).GetEncoded(Asn1Encodable.Der);
    }

    /// <summary>
    /// Reads a request's file: PEM with one <c>CERTIFICATE REQUEST</c> (RFC 7468 §7) and nothing after it, or DER. Throws
    /// <see cref="PkiException"/>.
    /// </summary>
    public static RequestView Read(byte[] file) => RequestView.Read(Pem.ReadOrDer(file, "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"));

    private static DerSequence AttributeOf(RequestedExtensions asked) =>
        new(new DerObjectIdentifier(Oids.ExtensionRequest), new DerSet(new DerSequence(ExtensionsOf(asked).ToArray())));

    private static IReadOnlyList<Asn1Encodable> ExtensionsOf(RequestedExtensions asked)
    {
        var extensions = new List<Asn1Encodable>();
        if (asked.KeyUsage.Count > 0)
            extensions.Add(ExtensionOf(Oids.KeyUsage, isCritical: true, Certificates.Usage(asked.KeyUsage)));
        if (asked.ExtendedKeyUsage.Count > 0)
            extensions.Add(ExtensionOf(Oids.ExtendedKeyUsage, KeyPurposes.IsCritical(asked.ExtendedKeyUsage), KeyPurposes.Encode(asked.ExtendedKeyUsage)));
        if (asked.AlternativeNames.Count > 0)
            extensions.Add(ExtensionOf(Oids.SubjectAltName, isCritical: false, AlternativeNames.Encode(asked.AlternativeNames)));
        return extensions;
    }

    private static DerSequence ExtensionOf(string oid, bool isCritical, Asn1Encodable value)
    {
        var octets = new DerOctetString(value.GetEncoded(Asn1Encodable.Der));
        return isCritical ? new DerSequence(new DerObjectIdentifier(oid), DerBoolean.True, octets) : new DerSequence(new DerObjectIdentifier(oid), octets);
    }
}
