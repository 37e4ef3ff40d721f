using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>Reads what is inside the extensions that this program understands. All throw <see cref="AsnContentException"/>.</summary>
internal static class ExtensionValues
{
    /// <summary>RFC 5280 §4.2.1.9.</summary>
    public static (bool IsCa, int? PathLength, bool WritesDefault) BasicConstraints(byte[] value)
    {
        AsnReader reader = Der.Sequence(value);
        bool writes = reader.HasData && reader.PeekTag() == Asn1Tag.Boolean;
        bool isCa = writes && reader.ReadBoolean();
        int? pathLength = null;
        if (reader.HasData)
            pathLength = reader.TryReadInt32(out int length) && length >= 0 ? length : throw new AsnContentException("no path length");
        reader.ThrowIfNotEmpty();
        return (isCa, pathLength, writes && !isCa);
    }

    /// <summary>RFC 5280 §4.2.1.3. Null where bits without a name are set.</summary>
    public static IReadOnlyList<string>? KeyUsage(byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        byte[] bits = reader.ReadBitString(out _);
        reader.ThrowIfNotEmpty();
        return KeyUsages.FromBits(bits);
    }

    /// <summary>Whether the bits of a key usage end with one that is set, as DER demands (X.690 §11.2.2).</summary>
    public static bool KeyUsageIsMinimal(byte[] value)
    {
        byte[] bits = new AsnReader(value, AsnEncodingRules.DER).ReadBitString(out int unused);
        return bits.Length > 0 && (bits[^1] & (1 << unused)) != 0;
    }

    /// <summary>RFC 5280 §4.2.1.12; purposes without a name as dotted identifiers.</summary>
    public static IReadOnlyList<string> ExtendedKeyUsage(byte[] value)
    {
        var purposes = new List<string>();
        AsnReader reader = Der.Sequence(value);
        while (reader.HasData)
            purposes.Add(Oids.NameOf(Oids.KeyPurposes, reader.ReadObjectIdentifier()));
        return purposes;
    }

    /// <summary>RFC 5280 §4.2.1.2.</summary>
    public static byte[] SubjectKeyIdentifier(byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        byte[] identifier = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return identifier;
    }

    /// <summary>The keyIdentifier of RFC 5280 §4.2.1.1; null where the issuer is named otherwise.</summary>
    public static byte[]? AuthorityKeyIdentifier(byte[] value)
    {
        AsnReader reader = Der.Sequence(value);
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0);
        return reader.HasData && reader.PeekTag().HasSameClassAndValue(tag) ? reader.ReadOctetString(tag) : null;
    }
}
