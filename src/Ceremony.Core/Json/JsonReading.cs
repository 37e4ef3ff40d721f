using System.Text.Json;

namespace Ceremony.Core.Json;

/// <summary>
/// Reads one JSON value in one pass, and notices on the way whether it stands in canonical form: each token as it would be written, each name behind
/// the one before it, and nothing between the tokens but what separates them.
/// </summary>
internal ref struct JsonReading
{
    private const int DeepestNesting = 64;

    private readonly int _length;
    private Utf8JsonReader _reader;
    private bool _isWritten = true;

    // How long the canonical text is; whatever stands between tokens makes the text itself longer.
    private long _written;

    /// <summary>Begins to read.</summary>
    /// <param name="utf8">The text, which is valid UTF-8.</param>
    /// <param name="left">How many values may be read.</param>
    public JsonReading(ReadOnlySpan<byte> utf8, int left)
    {
        _length = utf8.Length;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestNesting });
        Left = left;
    }

    /// <summary>How many values may still be read.</summary>
    public int Left { get; private set; }

    /// <summary>Whether all that was read stood in canonical form.</summary>
    public readonly bool IsCanonical => _isWritten && _written == _length;

    /// <summary>Reads the value. Throws <see cref="JsonFormatException"/>, and what the reader throws for a text that is not JSON.</summary>
    public JsonValue ReadAll()
    {
        _reader.Read();
        JsonValue value = Read();
        return _reader.Read() ? throw new JsonFormatException("something follows the value") : value;
    }

    private JsonValue Read()
    {
        if (--Left < 0)
        {
            throw new JsonFormatException("it holds too many values");
        }

        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                return new JsonText(ReadText());
            case JsonTokenType.Number:
                return ReadNumber();
            case JsonTokenType.True or JsonTokenType.False:
                _written += _reader.ValueSpan.Length;
                return new JsonBool(_reader.TokenType == JsonTokenType.True);
            case JsonTokenType.Null:
                _written += _reader.ValueSpan.Length;
                return JsonNull.Value;
            case JsonTokenType.StartArray:
                return ReadList();
            case JsonTokenType.StartObject:
                return ReadMap();
            default:
                throw new JsonFormatException("it is not JSON in UTF-8");
        }
    }

    // What has no escape is written as it stands.
    private string ReadText()
    {
        string text = _reader.GetString()!;
        _isWritten &= !_reader.ValueIsEscaped || CanonicalJson.Write(new JsonText(text)).AsSpan(1..^1).SequenceEqual(_reader.ValueSpan);
        _written += _reader.ValueSpan.Length + 2;
        return text;
    }

    private JsonNumber ReadNumber()
    {
        if (!_reader.TryGetInt64(out long number) || number is < -CanonicalJson.LargestExact or > CanonicalJson.LargestExact)
        {
            throw new JsonFormatException("a number is not a whole number within 2^53 - 1");
        }

        // JSON has no leading zeros; what is left is a zero with a sign.
        _isWritten &= number != 0 || _reader.ValueSpan.Length == 1;
        _written += _reader.ValueSpan.Length;
        return new JsonNumber(number);
    }

    private JsonList ReadList()
    {
        var items = new List<JsonValue>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read());
        }

        _written += Around(items.Count);
        return new JsonList(items);
    }

    private JsonMap ReadMap()
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            string name = ReadText();
            _isWritten &= members.Count == 0 || string.CompareOrdinal(members[^1].Key, name) < 0;
            _written++;
            _reader.Read();
            members.Add(new(name, Read()));
        }

        _written += Around(members.Count);
        return JsonMap.Of(members);
    }

    // The two brackets, and the commas within.
    private static int Around(int count) => 2 + Math.Max(0, count - 1);
}
