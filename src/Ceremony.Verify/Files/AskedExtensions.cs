using System.Formats.Asn1;
using System.Net;
using System.Text;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What is asked for a certificate's extensions, by a request or for a soft token.</summary>
/// <param name="KeyUsage">Names of RFC 5280 §4.2.1.3, in the order of the bits; empty for none. Null where no line tells.</param>
/// <param name="ExtendedKeyUsage">Names of RFC 5280 §4.2.1.12, or dotted identifiers; empty for none.</param>
/// <param name="AlternativeNames">Such as <c>DNS:localhost</c> (RFC 5280 §4.2.1.6); of names that are neither of a host nor addresses, their type alone. Empty for none.</param>
internal sealed record AskedExtensions(IReadOnlyList<string>? KeyUsage, IReadOnlyList<string> ExtendedKeyUsage, IReadOnlyList<string> AlternativeNames)
{
    private const int DnsName = 2;
    private const int IpAddress = 7;

    private static readonly Dictionary<string, string> Purposes = new(StringComparer.Ordinal)
    {
        ["1.3.6.1.5.5.7.3.1"] = "serverAuth",
        ["1.3.6.1.5.5.7.3.2"] = "clientAuth",
        ["1.3.6.1.5.5.7.3.3"] = "codeSigning",
        ["1.3.6.1.5.5.7.3.4"] = "emailProtection",
        ["1.3.6.1.5.5.7.3.8"] = "timeStamping",
        ["1.3.6.1.5.5.7.3.9"] = "OCSPSigning",
    };

    /// <summary>Nothing is asked for.</summary>
    public static AskedExtensions None { get; } = new([], [], []);

    /// <summary>Reads a list of extensions (RFC 2985 §5.4.2). Throws <see cref="AsnContentException"/>.</summary>
    public static AskedExtensions Read(AsnReader extensions)
    {
        AskedExtensions asked = None;
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean)
            {
                extension.ReadBoolean();
            }

            var value = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER);
            asked = oid switch
            {
                "2.5.29.15" => asked with { KeyUsage = UsageOf(value) },
                "2.5.29.37" => asked with { ExtendedKeyUsage = PurposesOf(value.ReadSequence()) },
                "2.5.29.17" => asked with { AlternativeNames = NamesOf(value.ReadSequence()) },
                _ => asked,
            };
        }

        return asked;
    }

    private static IReadOnlyList<string> UsageOf(AsnReader value)
    {
        byte[] bits = value.ReadBitString(out _);
        return [.. KeyUsages.Names.Where((_, bit) => bit / 8 < bits.Length && (bits[bit / 8] & (0x80 >> (bit % 8))) != 0)];
    }

    private static List<string> PurposesOf(AsnReader list)
    {
        var purposes = new List<string>();
        while (list.HasData)
        {
            string oid = list.ReadObjectIdentifier();
            purposes.Add(Purposes.GetValueOrDefault(oid, oid));
        }

        return purposes;
    }

    private static List<string> NamesOf(AsnReader list)
    {
        var names = new List<string>();
        while (list.HasData)
        {
            Asn1Tag tag = list.PeekTag();
            ReadOnlySpan<byte> encoded = list.ReadEncodedValue().Span;
            AsnDecoder.ReadEncodedValue(encoded, AsnEncodingRules.DER, out int offset, out int length, out _);
            names.Add(NameOf(tag.TagValue, encoded.Slice(offset, length)));
        }

        return names;
    }

    private static string NameOf(int type, ReadOnlySpan<byte> content) => type switch
    {
        DnsName => $"DNS:{Encoding.ASCII.GetString(content)}",
        IpAddress when content.Length is 4 or 16 => $"IP:{new IPAddress(content)}",
        _ => $"[{type}]",
    };
}
