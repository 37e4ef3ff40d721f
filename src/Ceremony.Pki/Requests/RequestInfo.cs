using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>
/// A CertificationRequestInfo (RFC 2986 §4.1) that this program understands as a whole: nothing is asked for that nobody sees.
/// </summary>
/// <param name="Subject">DER of the Name.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="Asked">The extensions that are asked for (RFC 2985 §5.4.2).</param>
/// <param name="IsCritical">Whether the key usage asked for is critical.</param>
internal sealed record RequestInfo(byte[] Subject, byte[] PublicKey, RequestedExtensions Asked, bool IsCritical)
{
    private static readonly Asn1Tag AttributesTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly string[] Known = [Oids.KeyUsage, Oids.ExtendedKeyUsage, Oids.SubjectAltName];

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
        IReadOnlyList<ExtensionPart> asked = attributes.HasData ? ReadExtensions(attributes) : [];
        var extensions = new RequestedExtensions(UsageOf(Find(asked, Oids.KeyUsage)), PurposesOf(Find(asked, Oids.ExtendedKeyUsage)), NamesOf(Find(asked, Oids.SubjectAltName)));
        return new RequestInfo(subject, publicKey, extensions, Find(asked, Oids.KeyUsage) is { Critical: true });
    });

    // One attribute with one value: a list of extensions (RFC 2985 §5.4.2).
    private static IReadOnlyList<ExtensionPart> ReadExtensions(AsnReader attributes)
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
        if (extensions.FirstOrDefault(each => !Known.Contains(each.Oid)) is { } unknown)
            throw new PkiException($"a request asks for the extension {unknown.Oid}, which is not issued on request");
        return extensions.Count > 0 && extensions.DistinctBy(each => each.Oid).Count() == extensions.Count
            ? extensions
            : throw new PkiException("a request asks for no extension, or for one more than once");
    }

    private static ExtensionPart? Find(IReadOnlyList<ExtensionPart> asked, string oid) => asked.FirstOrDefault(each => each.Oid == oid);

    private static IReadOnlyList<string> UsageOf(ExtensionPart? extension) =>
        extension is null ? []
            : !extension.WritesDefault && ExtensionValues.KeyUsage(extension.Value) is { Count: > 0 } usage && ExtensionValues.KeyUsageIsMinimal(extension.Value) ? usage
            : throw new PkiException("a request asks for a key usage that RFC 5280 §4.2.1.3 does not define");

    private static IReadOnlyList<string> PurposesOf(ExtensionPart? extension)
    {
        if (extension is null)
            return [];

        IReadOnlyList<string> purposes = ExtensionValues.ExtendedKeyUsage(extension.Value);
        return purposes.Count > 0 && purposes.Distinct().Count() == purposes.Count && purposes.All(KeyPurposes.Names.Contains) && Fits(extension, KeyPurposes.IsCritical(purposes))
            ? purposes
            : throw new PkiException("a request asks for an extended key usage that RFC 5280 §4.2.1.12 does not define, or not as it is issued");
    }

    private static IReadOnlyList<string> NamesOf(ExtensionPart? extension)
    {
        if (extension is null)
            return [];

        IReadOnlyList<string> names = AlternativeNames.Read(extension.Value);
        return names.Count > 0 && AlternativeNames.AreKnown(names) && Fits(extension, isCritical: false)
            ? names
            : throw new PkiException("a request asks for a subject alternative name that is neither a DNS name nor an address, or not as it is issued");
    }

    private static bool Fits(ExtensionPart extension, bool isCritical) => !extension.WritesDefault && extension.Critical == isCritical;
}
