using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ceremony.Core.Json;

/// <summary>
/// Reads and writes JSON in the one form of RFC 8785 (JSON Canonicalization Scheme), so that a hash of it means the same everywhere.
/// </summary>
public static class CanonicalJson
{
    internal const long LargestExact = 9007199254740991;

    /// <summary>How many values are read at once; a line of an honest journal has a few hundred.</summary>
    public const int MostValues = 100_000;

    // What RFC 8785 §3.2.2.2 has escaped.
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The canonical bytes, UTF-8 without a byte order mark. Throws <see cref="JsonFormatException"/> for half a surrogate pair, which has no
    /// UTF-8 (RFC 8785 §3.2.2.2), and for a number that is not exact.
    /// </summary>
    public static byte[] Write(JsonValue value)
    {
        try
        {
            return StrictUtf8.GetBytes(WriteText(value));
        }
        catch (EncoderFallbackException)
        {
            throw new JsonFormatException("a text holds half a surrogate pair");
        }
    }

    /// <summary>The canonical text.</summary>
    public static string WriteText(JsonValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>The SHA-256 of the canonical bytes, in lower-case hex.</summary>
    public static string Hash(JsonValue value) => Convert.ToHexStringLower(SHA256.HashData(Write(value)));

    /// <summary>
    /// Reads JSON strictly: valid UTF-8, no duplicate names, whole numbers only, nothing behind the value, no comments, no more than
    /// <see cref="MostValues"/> values. Throws <see cref="JsonFormatException"/> otherwise.
    /// </summary>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8) => Parse(utf8, out _);

    /// <summary>Reads JSON that must already stand in canonical form. Throws <see cref="JsonFormatException"/> otherwise.</summary>
    public static JsonValue ParseCanonical(ReadOnlySpan<byte> utf8) => Parse(utf8, out bool isCanonical) is var value && isCanonical
        ? value
        : throw new JsonFormatException("it is not in canonical form (RFC 8785)");

    private static JsonValue Parse(ReadOnlySpan<byte> utf8, out bool isCanonical)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonFormatException("it is not JSON in UTF-8");
        }

        try
        {
            var reading = new JsonReading(utf8, MostValues);
            JsonValue value = reading.ReadAll();
            isCanonical = reading.IsCanonical;
            return value;
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException)
        {
            throw new JsonFormatException("it is not JSON in UTF-8");
        }
    }

    private static void Append(StringBuilder text, JsonValue value)
    {
        switch (value)
        {
            case JsonText(string characters):
                AppendText(text, characters);
                break;
            case JsonNumber(long number):
                if (number is < -LargestExact or > LargestExact)
                {
                    throw new JsonFormatException("a number is not a whole number within 2^53 - 1");
                }

                text.Append(number);
                break;
            case JsonBool(bool flag):
                text.Append(flag ? "true" : "false");
                break;
            case JsonList list:
                AppendAll(text, '[', list, ']', AppendItem);
                break;
            case JsonMap map:
                AppendAll(text, '{', map, '}', AppendMember);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendItem(StringBuilder text, JsonValue item) => Append(text, item);

    private static void AppendMember(StringBuilder text, KeyValuePair<string, JsonValue> member)
    {
        AppendText(text, member.Key);
        text.Append(':');
        Append(text, member.Value);
    }

    private static void AppendAll<T>(StringBuilder text, char opening, IEnumerable<T> items, char closing, Action<StringBuilder, T> append)
    {
        text.Append(opening);
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            append(text, item);
        }

        text.Append(closing);
    }

    // RFC 8785 §3.2.2.2: the short escapes where there are any, \u00xx in lower case for other control characters, all else as it is.
    private static void AppendText(StringBuilder text, string characters)
    {
        text.Append('"');
        ReadOnlySpan<char> left = characters;
        for (int at; (at = left.IndexOfAny(Escaped)) >= 0; left = left[(at + 1)..])
        {
            text.Append(left[..at]);
            _ = left[at] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                var control => text.Append("\\u00").Append(((int)control).ToString("x2", null)),
            };
        }

        text.Append(left).Append('"');
    }
}
