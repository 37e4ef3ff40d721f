using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>An extension as it is in a certificate (RFC 5280 §4.1).</summary>
/// <param name="Oid">Dotted.</param>
/// <param name="Critical">Whether it is critical.</param>
/// <param name="WritesDefault">Whether "critical FALSE" is written out, which DER does not (X.690 §11.5).</param>
/// <param name="Value">What is inside its OCTET STRING.</param>
internal sealed record ExtensionPart(string Oid, bool Critical, bool WritesDefault, byte[] Value);

/// <summary>A moment of a validity and how it is written.</summary>
internal readonly record struct TimePart(DateTimeOffset At, bool IsUtcTime);

/// <summary>The parts of a TBSCertificate (RFC 5280 §4.1.2) as they are encoded, unjudged.</summary>
/// <param name="Version">1, 2 or 3.</param>
/// <param name="WritesDefault">Whether version 1, the default, is written out.</param>
/// <param name="Serial">The INTEGER's content: big-endian, two's complement.</param>
/// <param name="Algorithm">DER of the AlgorithmIdentifier.</param>
/// <param name="Issuer">DER of the Name.</param>
/// <param name="NotBefore">The first second.</param>
/// <param name="NotAfter">The last second.</param>
/// <param name="Subject">DER of the Name.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="HasUniqueIds">Whether issuerUniqueID or subjectUniqueID are there.</param>
/// <param name="Extensions">In their order.</param>
internal sealed record TbsParts(
    int Version,
    bool WritesDefault,
    byte[] Serial,
    byte[] Algorithm,
    byte[] Issuer,
    TimePart NotBefore,
    TimePart NotAfter,
    byte[] Subject,
    byte[] PublicKey,
    bool HasUniqueIds,
    IReadOnlyList<ExtensionPart> Extensions)
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag IssuerIdTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectIdTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3, isConstructed: true);

    /// <summary>Throws <see cref="PkiException"/> where the bytes are not a TBSCertificate.</summary>
    public static TbsParts Read(byte[] tbs) => Der.Read("a to-be-signed certificate", () => ReadParts(tbs));

    /// <summary>The extension with that identifier, the first if it appears twice; null if there is none.</summary>
    public ExtensionPart? Find(string oid) => Extensions.FirstOrDefault(each => each.Oid == oid);

    private static TbsParts ReadParts(byte[] tbs)
    {
        AsnReader reader = Der.Sequence(tbs);
        bool writesVersion = reader.PeekTag() == VersionTag;
        int version = writesVersion ? ReadVersion(reader) : 1;
        byte[] serial = reader.ReadIntegerBytes().ToArray();
        byte[] algorithm = ReadAlgorithm(reader);
        byte[] issuer = ReadName(reader);
        AsnReader validity = reader.ReadSequence();
        TimePart notBefore = ReadTime(validity);
        TimePart notAfter = ReadTime(validity);
        validity.ThrowIfNotEmpty();
        byte[] subject = ReadName(reader);
        byte[] publicKey = reader.ReadEncodedValue().ToArray();
        bool unique = SkipUniqueId(reader, IssuerIdTag) | SkipUniqueId(reader, SubjectIdTag);
        IReadOnlyList<ExtensionPart> extensions = reader.HasData ? ReadExtensions(reader, ExtensionsTag) : [];
        reader.ThrowIfNotEmpty();
        return new TbsParts(version, writesVersion && version == 1, serial, algorithm, issuer, notBefore, notAfter, subject, publicKey, unique, extensions);
    }

    private static int ReadVersion(AsnReader reader)
    {
        AsnReader wrapped = reader.ReadSequence(VersionTag);
        bool fits = wrapped.TryReadInt32(out int version) && version is >= 0 and <= 2;
        wrapped.ThrowIfNotEmpty();
        return fits ? version + 1 : throw new AsnContentException("no such version");
    }

    /// <summary>An AlgorithmIdentifier, encoded.</summary>
    internal static byte[] ReadAlgorithm(AsnReader reader)
    {
        byte[] encoded = reader.ReadEncodedValue().ToArray();
        Der.Sequence(encoded).ReadObjectIdentifier();
        return encoded;
    }

    /// <summary>Whatever is accepted as a Name here can be shown as text.</summary>
    internal static byte[] ReadName(AsnReader reader)
    {
        byte[] encoded = reader.ReadEncodedValue().ToArray();
        Names.Text(encoded);
        return encoded;
    }

    /// <summary>A moment, UTCTime or GeneralizedTime.</summary>
    internal static TimePart ReadTime(AsnReader validity) => validity.PeekTag() == Asn1Tag.UtcTime
        ? new TimePart(validity.ReadUtcTime(twoDigitYearMax: 2049), IsUtcTime: true)
        : new TimePart(validity.ReadGeneralizedTime(), IsUtcTime: false);

    private static bool SkipUniqueId(AsnReader reader, Asn1Tag tag)
    {
        if (!reader.HasData || !reader.PeekTag().HasSameClassAndValue(tag))
            return false;

        reader.ReadBitString(out _, tag);
        return true;
    }

    /// <summary>A list of extensions inside an explicit tag.</summary>
    internal static List<ExtensionPart> ReadExtensions(AsnReader reader, Asn1Tag tag)
    {
        AsnReader wrapped = reader.ReadSequence(tag);
        AsnReader list = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();
        return ReadExtensionList(list);
    }

    /// <summary>The extensions of a list.</summary>
    internal static List<ExtensionPart> ReadExtensionList(AsnReader list)
    {
        var extensions = new List<ExtensionPart>();
        while (list.HasData)
        {
            AsnReader extension = list.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool writes = extension.PeekTag() == Asn1Tag.Boolean;
            bool critical = writes && extension.ReadBoolean();
            extensions.Add(new ExtensionPart(oid, critical, writes && !critical, extension.ReadOctetString()));
            extension.ThrowIfNotEmpty();
        }

        return extensions;
    }
}
