using System.Formats.Asn1;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What a certification request asks for (PKCS#10, RFC 2986 §4.1).</summary>
/// <param name="Subject">DER of the subject's Name.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="Asked">The extensions that it asks for.</param>
internal sealed record RequestBytes(byte[] Subject, byte[] PublicKey, AskedExtensions Asked)
{
    private const string ExtensionRequest = "1.2.840.113549.1.9.14";

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
        AskedExtensions asked = AskedExtensions.None;
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            if (attribute.ReadObjectIdentifier() == ExtensionRequest)
            {
                asked = AskedExtensions.Read(attribute.ReadSetOf().ReadSequence());
            }
        }

        return new RequestBytes(subject, key, asked);
    }

    private static byte[] Sequence(AsnReader parts) =>
        parts.PeekTag() == Asn1Tag.Sequence ? parts.ReadEncodedValue().ToArray() : throw new AsnContentException();
}
