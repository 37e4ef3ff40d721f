using System.Runtime.InteropServices;
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
    private int _left;
    private bool _isWritten = true;

    // What was read of the lists and maps that are still open.
    private readonly List<JsonValue> _items = [];
    private readonly List<KeyValuePair<string, JsonValue>> _members = [];

    // How long the canonical text is; whatever stands between tokens makes the text itself longer.
    private long _written;

    /// <summary>Begins to read.</summary>
    /// <param name="utf8">The text, which is valid UTF-8.</param>
    /// <param name="left">How many values may be read.</param>
    public JsonReading(ReadOnlySpan<byte> utf8, int left)
    {
        _length = utf8.Length;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestNesting });
        _left = left;
    }

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
        if (--_left < 0)
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
                return _reader.TokenType == JsonTokenType.True ? JsonBool.True : JsonBool.False;
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
        int first = _items.Count;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _items.Add(Read());
        }

        int count = _items.Count - first;
        JsonValue[] items = CollectionsMarshal.AsSpan(_items)[first..].ToArray();
        CollectionsMarshal.SetCount(_items, first);
        _written += Around(count);
        return JsonList.Of(items);
    }

    private JsonMap ReadMap()
    {
        int first = _members.Count;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            string name = ReadName();
            _isWritten &= _members.Count == first || string.CompareOrdinal(_members[^1].Key, name) < 0;
            _written++;
            _reader.Read();
            JsonValue value = Read();
            _members.Add(new(name, value));
        }

        int count = _members.Count - first;
        var members = new List<KeyValuePair<string, JsonValue>>(count);
        members.AddRange(CollectionsMarshal.AsSpan(_members)[first..]);
        CollectionsMarshal.SetCount(_members, first);
        _written += Around(count);
        return JsonMap.Of(members);
    }

    private string ReadName()
    {
        if (_reader.ValueIsEscaped || MemberNames.Find(_reader.ValueSpan) is not { } name)
        {
            return ReadText();
        }

        _written += _reader.ValueSpan.Length + 2;
        return name;
    }

    // The two brackets, and the commas within.
    private static int Around(int count) => 2 + Math.Max(0, count - 1);
}
