using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>
/// A CertificationRequestInfo (RFC 2986 §4.1) that this program understands as a whole: nothing is asked for that nobody sees.
/// </summary>
/// <param name="Subject">DER of the Name.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="KeyUsage">Names of RFC 5280 §4.2.1.3 that are asked for; empty for none.</param>
/// <param name="IsCritical">Whether the key usage asked for is critical.</param>
internal sealed record RequestInfo(byte[] Subject, byte[] PublicKey, IReadOnlyList<string> KeyUsage, bool IsCritical)
{
    private static readonly Asn1Tag AttributesTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Throws <see cref="PkiException"/> where it is none, or one with parts that this program does not know.</summary>
    public static RequestInfo Read(byte[] info) => Der.Read("a to-be-signed request", () =>
    {
        if (!Der.IsStrict(info))
            throw new AsnContentException("not DER");
        AsnReader reader = Der.Sequence(info);
        if (!reader.TryReadInt32(out int version) || version != 0)
            throw new PkiException("a request is not of version 1 (RFC 2986 §4.1)");

        byte[] subject = TbsParts.ReadName(reader);
        byte[] publicKey = reader.ReadEncodedValue().ToArray();
        PublicKeyInfo.Read(publicKey);
        AsnReader attributes = reader.ReadSetOf(AttributesTag);
        reader.ThrowIfNotEmpty();
        ExtensionPart? usage = attributes.HasData ? ReadUsage(attributes) : null;
        return new RequestInfo(subject, publicKey, usage is null ? [] : UsageOf(usage), usage is { Critical: true });
    });

    // One attribute with one value: a list of extensions (RFC 2985 §5.4.2).
    private static ExtensionPart ReadUsage(AsnReader attributes)
    {
        AsnReader attribute = attributes.ReadSequence();
        string oid = attribute.ReadObjectIdentifier();
        if (oid != Oids.ExtensionRequest)
            throw new PkiException($"a request has the attribute {oid}, which this program does not know");

        AsnReader values = attribute.ReadSetOf();
        IReadOnlyList<ExtensionPart> extensions = TbsParts.ReadExtensionList(values.ReadSequence());
        values.ThrowIfNotEmpty();
        attribute.ThrowIfNotEmpty();
        if (attributes.HasData)
            throw new PkiException("a request has more than one attribute, and this program knows only a list of extensions");
        if (extensions.FirstOrDefault(each => each.Oid != Oids.KeyUsage) is { } unknown)
            throw new PkiException($"a request asks for the extension {unknown.Oid}, which is not issued on request");
        return extensions.Count == 1 ? extensions[0] : throw new PkiException("a request asks for no extension, or for one more than once");
    }

    private static IReadOnlyList<string> UsageOf(ExtensionPart extension) =>
        !extension.WritesDefault && ExtensionValues.KeyUsage(extension.Value) is { Count: > 0 } usage && ExtensionValues.KeyUsageIsMinimal(extension.Value)
            ? usage
            : throw new PkiException("a request asks for a key usage that RFC 5280 §4.2.1.3 does not define");
}
