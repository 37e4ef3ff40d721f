using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>An entry as it is in a CRL.</summary>
/// <param name="Serial">The INTEGER's content: big-endian, two's complement.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="Extensions">In their order.</param>
internal sealed record CrlEntryPart(byte[] Serial, TimePart RevokedAt, IReadOnlyList<ExtensionPart> Extensions)
{
    /// <summary>The reason's name, or null for a code without one. Throws <see cref="AsnContentException"/> where it cannot be read.</summary>
    public string? Reason => Extensions.FirstOrDefault(each => each.Oid == Oids.ReasonCode) is { } extension
        ? CrlReasons.NameOf(ReadReason(extension.Value))
        : CrlReasons.Unspecified;

    private static int ReadReason(byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        ReadOnlySpan<byte> code = reader.ReadEnumeratedBytes().Span;
        reader.ThrowIfNotEmpty();
        return code.Length == 1 ? code[0] : throw new AsnContentException("no reason has so large a code");
    }
}

/// <summary>The parts of a TBSCertList (RFC 5280 §5.1.2) as they are encoded, unjudged.</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="Algorithm">DER of the AlgorithmIdentifier.</param>
/// <param name="Issuer">DER of the Name.</param>
/// <param name="ThisUpdate">When it was made.</param>
/// <param name="NextUpdate">When the next one is due; null where it does not say.</param>
/// <param name="Entries">In their order; null where the list is left out.</param>
/// <param name="Extensions">In their order.</param>
internal sealed record CrlParts(
    int Version,
    byte[] Algorithm,
    byte[] Issuer,
    TimePart ThisUpdate,
    TimePart? NextUpdate,
    IReadOnlyList<CrlEntryPart>? Entries,
    IReadOnlyList<ExtensionPart> Extensions)
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The key identifier of the issuer that it names; null where it names none. Throws <see cref="AsnContentException"/>.</summary>
    public byte[]? AuthorityKeyIdentifier => Find(Oids.AuthorityKeyIdentifier) is { } extension ? ExtensionValues.AuthorityKeyIdentifier(extension.Value) : null;

    /// <summary>The CRL number as the INTEGER's content; null where there is none. Throws <see cref="AsnContentException"/>.</summary>
    public byte[]? Number
    {
        get
        {
            if (Find(Oids.CrlNumber) is not { } extension)
                return null;
            var reader = new AsnReader(extension.Value, AsnEncodingRules.DER);
            byte[] number = reader.ReadIntegerBytes().ToArray();
            reader.ThrowIfNotEmpty();
            return number;
        }
    }

    /// <summary>All extensions, its own and its entries'.</summary>
    public IEnumerable<ExtensionPart> AllExtensions => Extensions.Concat((Entries ?? []).SelectMany(each => each.Extensions));

    /// <summary>Throws <see cref="PkiException"/> where the bytes are not a TBSCertList.</summary>
    public static CrlParts Read(byte[] tbs) => Der.Read("a to-be-signed CRL", () => ReadParts(tbs));

    /// <summary>The extension with that identifier, the first if it appears twice; null if there is none.</summary>
    public ExtensionPart? Find(string oid) => Extensions.FirstOrDefault(each => each.Oid == oid);

    private static CrlParts ReadParts(byte[] tbs)
    {
        AsnReader reader = Der.Sequence(tbs);
        int version = reader.PeekTag() == Asn1Tag.Integer ? ReadVersion(reader) : 1;
        byte[] algorithm = TbsParts.ReadAlgorithm(reader);
        byte[] issuer = TbsParts.ReadName(reader);
        TimePart thisUpdate = TbsParts.ReadTime(reader);
        TimePart? nextUpdate = IsTime(reader) ? TbsParts.ReadTime(reader) : null;
        IReadOnlyList<CrlEntryPart>? entries = reader.HasData && reader.PeekTag() == Asn1Tag.Sequence ? ReadEntries(reader.ReadSequence()) : null;
        IReadOnlyList<ExtensionPart> extensions = reader.HasData ? TbsParts.ReadExtensions(reader, ExtensionsTag) : [];
        reader.ThrowIfNotEmpty();
        return new CrlParts(version, algorithm, issuer, thisUpdate, nextUpdate, entries, extensions);
    }

    private static int ReadVersion(AsnReader reader) =>
        reader.TryReadInt32(out int version) && version == 1 ? version + 1 : throw new AsnContentException("no such version");

    private static bool IsTime(AsnReader reader) => reader.HasData && (reader.PeekTag() == Asn1Tag.UtcTime || reader.PeekTag() == Asn1Tag.GeneralizedTime);

    private static List<CrlEntryPart> ReadEntries(AsnReader list)
    {
        var entries = new List<CrlEntryPart>();
        while (list.HasData)
        {
            AsnReader entry = list.ReadSequence();
            byte[] serial = entry.ReadIntegerBytes().ToArray();
            TimePart revokedAt = TbsParts.ReadTime(entry);
            IReadOnlyList<ExtensionPart> extensions = entry.HasData ? TbsParts.ReadExtensionList(entry.ReadSequence()) : [];
            entry.ThrowIfNotEmpty();
            entries.Add(new CrlEntryPart(serial, revokedAt, extensions));
        }

        return entries;
    }
}
