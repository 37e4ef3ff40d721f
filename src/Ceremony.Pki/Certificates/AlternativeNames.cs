using System.Formats.Asn1;
using System.Net;
using System.Text;
using Ceremony.Core.Scripts;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Ceremony.Pki;

/// <summary>The value of a certificate's subject alternative names (RFC 5280 §4.2.1.6).</summary>
internal static class AlternativeNames
{
    private const int DnsName = 2;
    private const int IpAddress = 7;

    /// <summary>Throws <see cref="PkiException"/> for what is not an <see cref="AlternativeName"/>.</summary>
    public static DerSequence Encode(IReadOnlyList<string> names)
    {
        var all = new Asn1EncodableVector();
        foreach (string text in names)
        {
            if (!AlternativeName.TryParse(text, out AlternativeName? name))
                throw new PkiException($"the subject alternative name \"{Core.Screens.Hostile.Escape(text)}\" is not {AlternativeName.Shape}");
            all.Add(name.Type == "DNS"
                ? new GeneralName(DnsName, new DerIA5String(name.Value))
                : new GeneralName(IpAddress, new DerOctetString(AlternativeName.ParseAddress(name.Value)!.GetAddressBytes())));
        }

        return new DerSequence(all);
    }

    /// <summary>
    /// Each as <see cref="AlternativeName"/> writes it. One of another type, or in another form, as its number among the types of names and its bytes in hex, such as <c>[1] 61 40 62</c>:
    /// never mistaken for one of ours, and safe to show. Throws <see cref="AsnContentException"/>.
    /// </summary>
    public static IReadOnlyList<string> Read(byte[] value)
    {
        var names = new List<string>();
        AsnReader reader = Der.Sequence(value);
        while (reader.HasData)
        {
            Asn1Tag tag = reader.PeekTag();
            if (tag.TagClass != TagClass.ContextSpecific)
                throw new AsnContentException("not a general name");
            names.Add(TextOf(tag, reader.ReadEncodedValue()));
        }

        return names;
    }

    /// <summary>Whether each is an <see cref="AlternativeName"/>.</summary>
    public static bool AreKnown(IReadOnlyList<string> names) => names.All(each => AlternativeName.TryParse(each, out _));

    private static string TextOf(Asn1Tag tag, ReadOnlyMemory<byte> encoded)
    {
        byte[] content = ContentOf(encoded);
        string? text = tag switch
        {
            { TagValue: DnsName, IsConstructed: false } => $"DNS:{Encoding.Latin1.GetString(content)}",
            { TagValue: IpAddress, IsConstructed: false } when content.Length is 4 or 16 => $"IP:{new IPAddress(content)}",
            _ => null,
        };
        return text is not null && AlternativeName.TryParse(text, out AlternativeName? name) ? name.ToString() : $"[{tag.TagValue}] {TbsText.Pairs(content)}";
    }

    private static byte[] ContentOf(ReadOnlyMemory<byte> encoded)
    {
        AsnDecoder.ReadEncodedValue(encoded.Span, AsnEncodingRules.DER, out int offset, out int length, out _);
        return encoded.Slice(offset, length).ToArray();
    }
}
