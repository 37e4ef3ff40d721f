using System.Formats.Asn1;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What a certification request asks for (PKCS#10, RFC 2986 §4.1).</summary>
/// <param name="Subject">DER of the subject's Name.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="KeyUsage">The key usage that it asks for (RFC 5280 §4.2.1.3), in the order of the bits; empty for none.</param>
internal sealed record RequestBytes(byte[] Subject, byte[] PublicKey, IReadOnlyList<string> KeyUsage)
{
    private const string ExtensionRequest = "1.2.840.113549.1.9.14";
    private const string KeyUsageExtension = "2.5.29.15";

    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Reads the whole request. Throws <see cref="PkiException"/>.</summary>
    public static RequestBytes Read(byte[] request)
    {
        try
        {
            return ReadInfo(CertificateBytes.Of(request).Tbs);
        }
        catch (AsnContentException)
        {
            throw new PkiException("a certification request cannot be read");
        }
    }

    /// <summary>Reads the part that is signed, the CertificationRequestInfo. Throws <see cref="AsnContentException"/>.</summary>
    public static RequestBytes ReadInfo(byte[] info)
    {
        AsnReader parts = new AsnReader(info, AsnEncodingRules.DER).ReadSequence();
        parts.ReadInteger();
        byte[] subject = Sequence(parts);
        byte[] key = Sequence(parts);
        AsnReader attributes = parts.ReadSetOf(Attributes);
        parts.ThrowIfNotEmpty();
        IReadOnlyList<string> usage = [];
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            if (attribute.ReadObjectIdentifier() == ExtensionRequest)
            {
                usage = UsageOf(attribute.ReadSetOf().ReadSequence());
            }
        }

        return new RequestBytes(subject, key, usage);
    }

    private static byte[] Sequence(AsnReader parts) =>
        parts.PeekTag() == Asn1Tag.Sequence ? parts.ReadEncodedValue().ToArray() : throw new AsnContentException();

    private static IReadOnlyList<string> UsageOf(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean)
            {
                extension.ReadBoolean();
            }

            byte[] value = extension.ReadOctetString();
            if (oid == KeyUsageExtension)
            {
                byte[] bits = new AsnReader(value, AsnEncodingRules.DER).ReadBitString(out _);
                return [.. KeyUsages.Names.Where((_, bit) => bit / 8 < bits.Length && (bits[bit / 8] & (0x80 >> (bit % 8))) != 0)];
            }
        }

        return [];
    }
}
