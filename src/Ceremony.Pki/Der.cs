using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>Reads DER strictly (X.690 §10 and §11). The framework's reader is used here; what is built is built by another library.</summary>
internal static class Der
{
    private const int DeepestNesting = 32;

    /// <summary>Runs a reader, and turns whatever it throws for malformed bytes into one sentence.</summary>
    public static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (IsAboutTheInput(fault))
        {
            throw new PkiException($"{what} cannot be read: its encoding is not the DER that its standard requires");
        }
    }

    /// <summary>Whether an exception means that the bytes are malformed, and not that the program has a fault.</summary>
    public static bool IsAboutTheInput(Exception fault) =>
        fault is AsnContentException or CryptographicException or ArgumentException or OverflowException or FormatException or IOException
            or InvalidCastException or InvalidOperationException;

    /// <summary>A reader over one complete value. Throws <see cref="AsnContentException"/> where more follows it.</summary>
    public static AsnReader Sequence(ReadOnlyMemory<byte> bytes)
    {
        var outer = new AsnReader(bytes, AsnEncodingRules.DER);
        AsnReader inner = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return inner;
    }

    /// <summary>Whether the bytes are one value and every part of it, however deep, is encoded as DER encodes it.</summary>
    public static bool IsStrict(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new AsnReader(bytes, AsnEncodingRules.DER);
            Walk(reader, DeepestNesting);
            return !reader.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static void Walk(AsnReader reader, int deeper)
    {
        if (deeper == 0)
            throw new AsnContentException("nested too deep");

        Asn1Tag tag = reader.PeekTag();
        if (tag.TagClass == TagClass.Universal)
        {
            WalkUniversal(reader, (UniversalTagNumber)tag.TagValue, deeper);
        }
        else if (tag.IsConstructed)
        {
            WalkAll(reader.ReadSequence(tag), deeper);
        }
        else
        {
            reader.ReadEncodedValue();
        }
    }

    private static void WalkAll(AsnReader content, int deeper)
    {
        while (content.HasData)
            Walk(content, deeper - 1);
    }

    private static void WalkUniversal(AsnReader reader, UniversalTagNumber number, int deeper)
    {
        switch (number)
        {
            case UniversalTagNumber.Sequence:
                WalkAll(reader.ReadSequence(), deeper);
                break;
            case UniversalTagNumber.Set:
                WalkAll(reader.ReadSetOf(), deeper);
                break;
            case UniversalTagNumber.Boolean:
                reader.ReadBoolean();
                break;
            case UniversalTagNumber.Integer:
                reader.ReadIntegerBytes();
                break;
            case UniversalTagNumber.Enumerated:
                reader.ReadEnumeratedBytes();
                break;
            case UniversalTagNumber.BitString:
                reader.ReadBitString(out _);
                break;
            case UniversalTagNumber.OctetString:
                reader.ReadOctetString();
                break;
            case UniversalTagNumber.Null:
                reader.ReadNull();
                break;
            case UniversalTagNumber.ObjectIdentifier:
                reader.ReadObjectIdentifier();
                break;
            case UniversalTagNumber.UtcTime:
                reader.ReadUtcTime();
                break;
            case UniversalTagNumber.GeneralizedTime:
                reader.ReadGeneralizedTime();
                break;
            case UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
                or UniversalTagNumber.NumericString or UniversalTagNumber.BMPString or UniversalTagNumber.VisibleString:
                reader.ReadCharacterString(number);
                break;
            default:
                reader.ReadEncodedValue();
                break;
        }
    }
}
