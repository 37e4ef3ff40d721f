using System.Formats.Asn1;
using System.Text;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Org.BouncyCastle.Asn1;

namespace Ceremony.Pki;

/// <summary>Distinguished names (RFC 5280 §4.1.2.4): lists of attributes in, DER out, and one line of harmless text for people.</summary>
public static class Names
{
    private const string PrintableExtras = " '()+,-./:=?";

    /// <summary>
    /// DER of the Name: one attribute a RDN in the order given, C and serialNumber as PrintableString, all others as UTF8String.
    /// Throws <see cref="PkiException"/> for a name without attributes and for a value that its attribute cannot hold.
    /// </summary>
    public static byte[] Encode(IReadOnlyList<SubjectAttribute> attributes)
    {
        if (attributes.Count == 0)
            throw new PkiException("a name needs at least one attribute");

        var relativeNames = new Asn1EncodableVector();
        foreach (SubjectAttribute attribute in attributes)
        {
            Check(attribute);
            var type = new DerObjectIdentifier(Oids.NameAttributes[attribute.Type]);
            Asn1Encodable value = IsPrintable(attribute.Type) ? new DerPrintableString(attribute.Value) : new DerUtf8String(attribute.Value);
            relativeNames.Add(new DerSet(new DerSequence(type, value)));
        }

        return new DerSequence(relativeNames).GetEncoded(Asn1Encodable.Der);
    }

    /// <summary>
    /// The name as text, such as <c>C=SE, O=Example, CN=Officer and system CA</c>: escaped as RFC 4514 §2.4 does and made harmless by
    /// <see cref="Hostile"/>, but in the order in which it is encoded. Throws <see cref="PkiException"/> where it is not a Name.
    /// </summary>
    public static string Text(byte[] nameDer) => Tell(nameDer, Hostile.Escape);

    /// <summary>
    /// Whether two names are the same to people and to software: attribute by attribute, without regard to case, string types and more than
    /// one blank (RFC 5280 §7.1, but for the normal forms of Unicode: combining characters are escaped wherever a name is shown). Throws
    /// <see cref="PkiException"/> where one is not a Name.
    /// </summary>
    public static bool IsSame(byte[] one, byte[] other) => Tell(one, Folded) == Tell(other, Folded);

    /// <summary>
    /// The types of a name's attributes in its order, such as <c>C</c>, <c>O</c>, <c>CN</c>; those without a short name here as dotted
    /// identifiers. Throws <see cref="PkiException"/> where it is not a Name.
    /// </summary>
    public static IReadOnlyList<string> Types(byte[] nameDer) => Der.Read("a name", () =>
    {
        Text(nameDer);
        var types = new List<string>();
        AsnReader relativeNames = Der.Sequence(nameDer);
        while (relativeNames.HasData)
        {
            AsnReader attributes = relativeNames.ReadSetOf();
            while (attributes.HasData)
                types.Add(Oids.NameOf(Oids.NameAttributes, attributes.ReadSequence().ReadObjectIdentifier()));
        }

        return types;
    });

    /// <summary>Whether a value of the name begins or ends with a blank, which nobody sees (RFC 5280 §7.1 has readers pass over it, and not all do). Throws <see cref="PkiException"/> where it is not a Name.</summary>
    public static bool HasBlankEnds(byte[] nameDer)
    {
        bool hasBlanks = false;
        Tell(nameDer, value =>
        {
            hasBlanks |= value.Trim().Length != value.Length;
            return value;
        });
        return hasBlanks;
    }

    private static string Folded(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static string Tell(byte[] nameDer, Func<string, string> tell) => Der.Read("a name", () =>
    {
        var parts = new List<string>();
        AsnReader relativeNames = Der.Sequence(nameDer);
        while (relativeNames.HasData)
        {
            var values = new List<string>();
            AsnReader attributes = relativeNames.ReadSetOf();
            do
            {
                AsnReader attribute = attributes.ReadSequence();
                string type = Oids.NameOf(Oids.NameAttributes, attribute.ReadObjectIdentifier());
                values.Add($"{type}={TextOfValue(attribute, tell)}");
                attribute.ThrowIfNotEmpty();
            }
            while (attributes.HasData);
            parts.Add(string.Join('+', values));
        }

        return string.Join(", ", parts);
    });

    private static bool IsPrintable(string type) => type is "C" or "serialNumber";

    /// <summary>Upper bounds of RFC 5280 appendix A.1.</summary>
    private static int Longest(string type) => type switch
    {
        "C" => 2,
        "ST" or "L" => 128,
        "GN" or "SN" => 32768,
        _ => 64,
    };

    private static void Check(SubjectAttribute attribute)
    {
        (string type, string value) = attribute;
        if (!Oids.NameAttributes.ContainsKey(type))
            throw new PkiException($"the attribute \"{Hostile.Escape(type)}\" is not allowed in a name here");
        if (value.Length == 0)
            throw new PkiException($"the attribute {type} of a name is empty");
        if (value.Trim().Length != value.Length)
            throw new PkiException($"the attribute {type} of a name begins or ends with a blank");
        if (value.Length > Longest(type))
            throw new PkiException($"the attribute {type} of a name is longer than {Longest(type)} characters (RFC 5280 appendix A.1)");
        if (type == "C" && !(value.Length == 2 && value.All(char.IsAsciiLetterUpper)))
            throw new PkiException($"the country \"{Hostile.Escape(value)}\" is not two capital letters (ISO 3166-1)");
        if (IsPrintable(type) && !value.All(each => char.IsAsciiLetterOrDigit(each) || PrintableExtras.Contains(each, StringComparison.Ordinal)))
            throw new PkiException($"the attribute {type} of a name contains a character that PrintableString does not have (X.680 §41.4)");
        if (value.EnumerateRunes().Any(rune => rune.Value is 0xFFFD || Rune.IsControl(rune)))
            throw new PkiException($"the attribute {type} of a name contains a control character or is not Unicode");
    }

    private static string TextOfValue(AsnReader attribute, Func<string, string> tell)
    {
        Asn1Tag tag = attribute.PeekTag();
        if (tag.TagClass == TagClass.Universal && !tag.IsConstructed && (UniversalTagNumber)tag.TagValue is
            UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
            or UniversalTagNumber.NumericString or UniversalTagNumber.BMPString or UniversalTagNumber.TeletexString)
        {
            return EscapeSpecials(tell(attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue)));
        }

        return "#" + Convert.ToHexStringLower(attribute.ReadEncodedValue().Span);
    }

    /// <summary>Without this, a value such as <c>x, CN=y</c> would read as two attributes.</summary>
    private static string EscapeSpecials(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (int at = 0; at < value.Length; at++)
        {
            bool atEdge = (at == 0 && value[at] is ('#' or ' ')) || (at == value.Length - 1 && value[at] == ' ');
            if (atEdge || value[at] is ',' or '+' or ';' or '"' or '<' or '>')
                escaped.Append('\\');
            escaped.Append(value[at]);
        }

        return escaped.ToString();
    }
}
