using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>
/// Builds a detached CMS SignedData (RFC 5652 §5) of several signers, each with CAdES' signing-certificate-v2 (RFC 5035 §3) and no unsigned
/// attributes. Everything is DER, so that the same signatures and certificates have one encoding.
/// </summary>
public static class Cms
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>
    /// The bytes that a signer's key signs: DER of the SET OF attributes content-type (id-data), message-digest, signing-time and
    /// signing-certificate-v2 (RFC 5652 §5.4). Throws <see cref="PkiException"/> for a hash of another length or an unreadable certificate.
    /// </summary>
    /// <param name="contentSha256">SHA-256 of the content, 32 bytes.</param>
    /// <param name="certificate">DER of the signer's certificate.</param>
    /// <param name="signingTime">Fractions of a second are cut off.</param>
    public static byte[] SignedAttributes(byte[] contentSha256, byte[] certificate, DateTimeOffset signingTime)
    {
        if (contentSha256.Length != SHA256.HashSizeInBytes)
            throw new PkiException($"a SHA-256 has 32 bytes, not {contentSha256.Length}");

        TbsParts signer = CertificateParts.Read(certificate).Tbs;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, Oids.ContentType, value => value.WriteObjectIdentifier(Oids.Data));
            WriteAttribute(writer, Oids.MessageDigest, value => value.WriteOctetString(contentSha256));
            WriteAttribute(writer, Oids.SigningTime, value => WriteTime(value, signingTime));
            WriteAttribute(writer, Oids.SigningCertificateV2, value => WriteSigningCertificate(value, certificate, signer));
        }

        return writer.Encode();
    }

    /// <summary>
    /// DER of one SignerInfo, version 1, its signer named by issuer and serial number. It is read and verified in software before it is
    /// returned: throws <see cref="PkiException"/> where the signature is not one of these attributes by the certificate's key.
    /// </summary>
    /// <param name="certificate">DER of the signer's certificate.</param>
    /// <param name="algorithm">An algorithm with SHA-256.</param>
    /// <param name="signedAttributes">What <see cref="SignedAttributes"/> gave and the key signed.</param>
    /// <param name="rawSignature">RSA as PKCS#1 gives it, ECDSA as r‖s.</param>
    public static byte[] SignerInfo(byte[] certificate, SignatureAlgorithm algorithm, byte[] signedAttributes, byte[] rawSignature)
    {
        if (algorithm.HashBits != 256)
            throw new PkiException($"an archive is signed with SHA-256, not {algorithm.Name}");

        TbsParts signer = CertificateParts.Read(certificate).Tbs;
        byte[] signature = Signatures.ToDer(algorithm, rawSignature);
        byte[] signerInfo = Der.Read("a signer's part of the signature file", () => EncodeSignerInfo(signer, algorithm, signedAttributes, signature));
        CmsSigner read = CmsSigner.Read(signerInfo, [certificate]);
        return read.SignatureHolds(read.MessageDigest) ? signerInfo : throw new PkiException("the token's signature on the archive was not made with the key of the officer's certificate");
    }

    /// <summary>
    /// The whole .p7s: DER of a ContentInfo with a detached SignedData, version 1. The order of the arguments does not matter. Throws
    /// <see cref="PkiException"/> where there is no signer, or one appears twice.
    /// </summary>
    /// <param name="signerInfos">What <see cref="SignerInfo"/> gave.</param>
    /// <param name="certificates">DER of the signers' certificates and those above them; one given twice is included once.</param>
    public static byte[] Compose(IReadOnlyList<byte[]> signerInfos, IReadOnlyList<byte[]> certificates)
    {
        if (signerInfos.Count == 0)
            throw new PkiException("a signature file needs at least one signer");
        if (Distinct(signerInfos).Count != signerInfos.Count)
            throw new PkiException("a signer appears twice in the signature file");

        return Der.Read("a part of the signature file", () => EncodeContentInfo(signerInfos, Distinct(certificates)));
    }

    private static byte[] EncodeSignerInfo(TbsParts signer, SignatureAlgorithm algorithm, byte[] signedAttributes, byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            WriteIssuerAndSerial(writer, signer);
            WriteSha256(writer);
            writer.WriteEncodedValue(AsImplicitZero(signedAttributes));
            writer.WriteEncodedValue(AlgorithmIdentifiers.Encode(algorithm));
            writer.WriteOctetString(signature);
        }

        return writer.Encode();
    }

    private static byte[] EncodeContentInfo(IReadOnlyList<byte[]> signerInfos, IReadOnlyList<byte[]> certificates)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
                WriteSignedData(writer, signerInfos, certificates);
        }

        return writer.Encode();
    }

    private static void WriteSignedData(AsnWriter writer, IReadOnlyList<byte[]> signerInfos, IReadOnlyList<byte[]> certificates)
    {
        writer.WriteInteger(1);
        using (writer.PushSetOf())
            WriteSha256(writer);
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(Oids.Data);
        WriteSet(writer, Zero, certificates);
        WriteSet(writer, Asn1Tag.SetOf, signerInfos);
    }

    private static void WriteSet(AsnWriter writer, Asn1Tag tag, IReadOnlyList<byte[]> members)
    {
        using (writer.PushSetOf(tag))
        {
            foreach (byte[] member in members)
                writer.WriteEncodedValue(member);
        }
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action<AsnWriter> writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
                writeValue(writer);
        }
    }

    /// <summary>UTCTime through 2049, GeneralizedTime from 2050 on (RFC 5652 §11.3).</summary>
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is >= 1950 and < 2050)
            writer.WriteUtcTime(time);
        else
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    /// <summary>The hash algorithm is left out: SHA-256 is its default, and DER leaves defaults out.</summary>
    private static void WriteSigningCertificate(AsnWriter writer, byte[] certificate, TbsParts signer)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4, isConstructed: true)))
                    writer.WriteEncodedValue(signer.Issuer);
                writer.WriteInteger(signer.Serial);
            }
        }
    }

    private static void WriteIssuerAndSerial(AsnWriter writer, TbsParts signer)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signer.Issuer);
            writer.WriteInteger(signer.Serial);
        }
    }

    /// <summary>Without parameters (RFC 5754 §2).</summary>
    private static void WriteSha256(AsnWriter writer)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(Oids.Sha256);
    }

    /// <summary>What is signed is a SET OF; what is sent has the tag [0] instead (RFC 5652 §5.4).</summary>
    private static byte[] AsImplicitZero(byte[] signedAttributes) =>
        signedAttributes is [0x31, .. byte[] rest] ? [0xA0, .. rest] : throw new PkiException("the signed attributes are not a SET");

    private static List<byte[]> Distinct(IReadOnlyList<byte[]> items) => [.. items.DistinctBy(Convert.ToHexStringLower)];
}
