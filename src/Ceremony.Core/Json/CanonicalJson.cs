using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ceremony.Core.Json;

/// <summary>
/// Reads and writes JSON in the one form of RFC 8785 (JSON Canonicalization Scheme), so that a hash of it means the same everywhere.
/// </summary>
public static class CanonicalJson
{
    private const long LargestExact = 9007199254740991;
    private const int DeepestNesting = 64;

    /// <summary>How many values are read at once; a line of an honest journal has a few hundred.</summary>
    public const int MostValues = 100_000;

    private const int LongestPiece = 4096;
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
    public static JsonValue Parse(ReadOnlySpan<byte> utf8)
    {
        int left = MostValues;
        return Parse(utf8, ref left);
    }

    private static JsonValue Parse(ReadOnlySpan<byte> utf8, ref int left)
    {
        try
        {
            _ = StrictUtf8.GetCharCount(utf8);
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestNesting });
            reader.Read();
            JsonValue value = Read(ref reader, ref left);
            if (reader.Read())
            {
                throw new JsonFormatException("something follows the value");
            }

            return value;
        }
        catch (Exception trouble) when (trouble is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw new JsonFormatException("it is not JSON in UTF-8");
        }
    }

    /// <summary>Reads JSON that must already stand in canonical form. Throws <see cref="JsonFormatException"/> otherwise.</summary>
    public static JsonValue ParseCanonical(ReadOnlySpan<byte> utf8)
    {
        int left = MostValues;
        return ParseCanonical(utf8, ref left);
    }

    /// <summary>The same, with a limit for several texts together: a text of a few bytes a value takes many times its length in memory.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="left">How many values may still be read; less by those that were.</param>
    public static JsonValue ParseCanonical(ReadOnlySpan<byte> utf8, ref int left)
    {
        JsonValue value = Parse(utf8, ref left);
        return IsWritten(value, utf8) ? value : throw new JsonFormatException("it is not in canonical form (RFC 8785)");
    }

    // Piece by piece: a copy of a long text would take as much memory again, at once for each line of a journal.
    private static bool IsWritten(JsonValue value, ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder();
        Append(text, value);
        Encoder encoder = StrictUtf8.GetEncoder();
        byte[] piece = new byte[StrictUtf8.GetMaxByteCount(LongestPiece)];
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            for (int at = 0; at < chunk.Length; at += LongestPiece)
            {
                int count = encoder.GetBytes(chunk.Span.Slice(at, Math.Min(LongestPiece, chunk.Length - at)), piece, flush: false);
                if (!utf8.StartsWith(piece.AsSpan(0, count)))
                {
                    return false;
                }

                utf8 = utf8[count..];
            }
        }

        return utf8.IsEmpty;
    }

    private static JsonValue Read(ref Utf8JsonReader reader, ref int left)
    {
        if (--left < 0)
        {
            throw new JsonFormatException("it holds too many values");
        }

        return reader.TokenType switch
        {
            JsonTokenType.String => new JsonText(reader.GetString()!),
            JsonTokenType.Number => ReadNumber(ref reader),
            JsonTokenType.True => new JsonBool(true),
            JsonTokenType.False => new JsonBool(false),
            JsonTokenType.Null => JsonNull.Value,
            JsonTokenType.StartArray => ReadList(ref reader, ref left),
            JsonTokenType.StartObject => ReadMap(ref reader, ref left),
            _ => throw new JsonFormatException("it is not JSON in UTF-8"),
        };
    }

    private static JsonNumber ReadNumber(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out long number) && number is >= -LargestExact and <= LargestExact
            ? new JsonNumber(number)
            : throw new JsonFormatException("a number is not a whole number within 2^53 - 1");

    private static JsonList ReadList(ref Utf8JsonReader reader, ref int left)
    {
        var items = new List<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, ref left));
        }

        return new JsonList(items);
    }

    private static JsonMap ReadMap(ref Utf8JsonReader reader, ref int left)
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            members.Add(new(name, Read(ref reader, ref left)));
        }

        return JsonMap.Of(members);
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
        foreach (char character in characters)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u00").Append(((int)character).ToString("x2", null)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
