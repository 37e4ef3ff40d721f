using System.Collections;

namespace Ceremony.Core.Json;

/// <summary>A JSON value as the journal knows it: text, whole numbers, truth values, null, lists and maps. No floating point.</summary>
public abstract record JsonValue
{
    /// <summary>Text becomes a JSON string.</summary>
    public static implicit operator JsonValue(string text) => new JsonText(text);

    /// <summary>A whole number becomes a JSON number.</summary>
    public static implicit operator JsonValue(long number) => new JsonNumber(number);

    /// <summary>A truth value becomes JSON true or false.</summary>
    public static implicit operator JsonValue(bool flag) => new JsonBool(flag);

    /// <summary>The text of a JSON string; a <see cref="JsonFormatException"/> for anything else.</summary>
    public string AsText() => this is JsonText text ? text.Value : throw new JsonFormatException("text was expected");

    /// <summary>The value of a JSON number; a <see cref="JsonFormatException"/> for anything else.</summary>
    public long AsNumber() => this is JsonNumber number ? number.Value : throw new JsonFormatException("a whole number was expected");

    /// <summary>The value of JSON true or false; a <see cref="JsonFormatException"/> for anything else.</summary>
    public bool AsBool() => this is JsonBool flag ? flag.Value : throw new JsonFormatException("true or false was expected");

    /// <summary>The map itself; a <see cref="JsonFormatException"/> for anything else.</summary>
    public JsonMap AsMap() => this as JsonMap ?? throw new JsonFormatException("an object was expected");

    /// <summary>The list itself; a <see cref="JsonFormatException"/> for anything else.</summary>
    public JsonList AsList() => this as JsonList ?? throw new JsonFormatException("a list was expected");
}

/// <summary>A JSON string.</summary>
public sealed record JsonText(string Value) : JsonValue;

/// <summary>A JSON number without fraction, within ±(2^53 − 1), the range RFC 8785 §3.2.2.3 can keep exactly.</summary>
public sealed record JsonNumber(long Value) : JsonValue;

/// <summary>JSON true or false.</summary>
public sealed record JsonBool(bool Value) : JsonValue
{
    internal static readonly JsonBool True = new(true);
    internal static readonly JsonBool False = new(false);
}

/// <summary>JSON null.</summary>
public sealed record JsonNull : JsonValue
{
    /// <summary>The only null there is.</summary>
    public static JsonNull Value { get; } = new();
}

/// <summary>A JSON array.</summary>
public sealed record JsonList : JsonValue, IReadOnlyList<JsonValue>
{
    private readonly JsonValue[] _items;

    /// <summary>A list of the given items, in their order.</summary>
    public JsonList(params IEnumerable<JsonValue> items) => _items = [.. items];

    private JsonList(JsonValue[] items) => _items = items;

    /// <summary>A list of these very items, which nobody else has.</summary>
    internal static JsonList Of(JsonValue[] items) => new(items);

    /// <summary>A list of strings.</summary>
    public static JsonList OfText(IEnumerable<string> items) => new(items.Select(item => (JsonValue)new JsonText(item)));

    /// <inheritdoc/>
    public JsonValue this[int index] => _items[index];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public IEnumerator<JsonValue> GetEnumerator() => ((IEnumerable<JsonValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(JsonList? other) => other is not null && _items.SequenceEqual(other._items);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Length;
}

/// <summary>A JSON object. Its members are kept in the order of RFC 8785 §3.2.3, by UTF-16 code units of their names.</summary>
public sealed record JsonMap : JsonValue, IEnumerable<KeyValuePair<string, JsonValue>>
{
    // Sorted. A list takes a fraction of what a tree does, and hostile text can consist of nothing but small maps.
    private static readonly List<KeyValuePair<string, JsonValue>> None = [];
    private static readonly Comparison<KeyValuePair<string, JsonValue>> ByName = (one, other) => string.CompareOrdinal(one.Key, other.Key);
    private List<KeyValuePair<string, JsonValue>> _members = None;

    /// <summary>How many members there are.</summary>
    public int Count => _members.Count;

    /// <summary>The names of the members, sorted.</summary>
    public IEnumerable<string> Names => _members.Select(member => member.Key);

    /// <summary>Adds a member; null adds nothing, a second member of the same name is an error.</summary>
    public void Add(string name, JsonValue? value)
    {
        if (value is null)
        {
            return;
        }

        int place = Place(name);
        if (place >= 0)
        {
            throw new ArgumentException($"There already is a member \"{name}\".", nameof(name));
        }

        if (ReferenceEquals(_members, None))
        {
            _members = [];
        }

        _members.Insert(~place, new(name, value));
    }

    /// <summary>A map of members in any order; a <see cref="JsonFormatException"/> where two have the same name.</summary>
    internal static JsonMap Of(List<KeyValuePair<string, JsonValue>> members)
    {
        if (members.Count == 0)
        {
            return [];
        }

        if (!IsSorted(members))
        {
            members.Sort(ByName);
        }

        for (int at = 1; at < members.Count; at++)
        {
            if (members[at].Key == members[at - 1].Key)
            {
                throw new JsonFormatException($"the member \"{members[at].Key}\" stands twice");
            }
        }

        return new JsonMap { _members = members };
    }

    /// <summary>The member of that name; a <see cref="JsonFormatException"/> where there is none.</summary>
    public JsonValue this[string name] => Find(name) ?? throw new JsonFormatException($"the member \"{name}\" is missing");

    /// <summary>The member of that name, or null.</summary>
    public JsonValue? Find(string name) => Place(name) is var place and >= 0 ? _members[place].Value : null;

    /// <summary>The text member of that name; a <see cref="JsonFormatException"/> where it is missing or no text.</summary>
    public string Text(string name) => this[name].AsText();

    /// <summary>The whole number of that name; a <see cref="JsonFormatException"/> where it is missing or no number.</summary>
    public long Number(string name) => this[name].AsNumber();

    /// <summary>The bytes that a text member holds in base64; a <see cref="JsonFormatException"/> where they are not.</summary>
    public byte[] Bytes(string name)
    {
        try
        {
            return Convert.FromBase64String(Text(name));
        }
        catch (FormatException)
        {
            throw new JsonFormatException($"the member \"{name}\" is not base64");
        }
    }

    /// <summary>The list of strings of that name; a <see cref="JsonFormatException"/> where it is missing or something else.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. this[name].AsList().Select(item => item.AsText())];

    /// <summary>A copy that has another map's members too.</summary>
    public JsonMap With(JsonMap more)
    {
        var copy = new JsonMap();
        foreach ((string name, JsonValue value) in _members.Concat(more._members))
        {
            copy.Add(name, value);
        }

        return copy;
    }

    /// <summary>A copy without the member of that name.</summary>
    public JsonMap Without(string without)
    {
        var copy = new JsonMap();
        foreach ((string name, JsonValue value) in _members.Where(member => member.Key != without))
        {
            copy.Add(name, value);
        }

        return copy;
    }

    /// <summary>The members, sorted by their names.</summary>
    public List<KeyValuePair<string, JsonValue>>.Enumerator GetEnumerator() => _members.GetEnumerator();

    IEnumerator<KeyValuePair<string, JsonValue>> IEnumerable<KeyValuePair<string, JsonValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(JsonMap? other)
    {
        if (other is null || other._members.Count != _members.Count)
        {
            return false;
        }

        for (int at = 0; at < _members.Count; at++)
        {
            if (_members[at].Key != other._members[at].Key || _members[at].Value != other._members[at].Value)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => _members.Count;

    private static bool IsSorted(List<KeyValuePair<string, JsonValue>> members)
    {
        for (int at = 1; at < members.Count; at++)
        {
            if (ByName(members[at - 1], members[at]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    // Where a member stands, or the complement of where it would stand.
    private int Place(string name)
    {
        int low = 0;
        int high = _members.Count - 1;

        // Most maps are made, and all canonical texts read, in order.
        if (high >= 0 && string.CompareOrdinal(_members[high].Key, name) < 0)
        {
            return ~_members.Count;
        }

        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(_members[middle].Key, name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
