using System.Buffers;
using System.Buffers.Text;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// The type of a field, in a compact notation: <c>text</c>, <c>name</c> (text that is not empty), <c>number</c> (0 or more), <c>count</c> (1 or more), <c>signed</c>,
/// <c>bool</c>, <c>true</c>, <c>map</c> (of which more is said elsewhere), <c>hash</c> (64 hex digits), <c>hex</c>, <c>bytes</c> (base64), <c>time</c>, <c>a|b</c> (one of these texts); <c>hex?</c> and <c>bytes?</c> may be
/// empty; <c>[x]</c> is a list, <c>[+x]</c> one that is not empty, <c>{x}</c> a map of names to x, <c>@x</c> a part with fields of its own.
/// </summary>
/// <param name="notation">The type.</param>
/// <param name="misfit">What is wrong with a value; null where nothing is.</param>
internal sealed class Shape(string notation, Func<JsonValue, Misfit?> misfit)
{
    private const int HashDigits = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The type in its notation.</summary>
    public string Notation => notation;

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    public Misfit? Misfit(JsonValue value) => misfit(value);

    /// <summary>The type of that notation. Throws <see cref="ArgumentException"/> where there is none.</summary>
    /// <param name="notation">The notation.</param>
    /// <param name="part">What is wrong with a part of that name; null where nothing is.</param>
    public static Shape Of(string notation, Func<string, JsonMap, Misfit?> part) => new(notation, notation[0] switch
    {
        '[' => OfList(notation[1..^1].TrimStart('+'), mayBeEmpty: notation[1] != '+', part),
        '{' => OfMap(Of(notation[1..^1], part)),
        '@' => OfPart(notation[1..], part),
        _ => Simple(notation),
    });

    private static Func<JsonValue, Misfit?> OfList(string item, bool mayBeEmpty, Func<string, JsonMap, Misfit?> part)
    {
        Shape each = Of(item, part);
        return value => value is not JsonList list ? new Misfit("is not a list") : list.Count == 0 && !mayBeEmpty ? new Misfit("is empty") : InList(each, list);
    }

    private static Func<JsonValue, Misfit?> OfPart(string name, Func<string, JsonMap, Misfit?> part) => value => value is JsonMap map ? part(name, map) : new Misfit("is not a map");

    private static Misfit? InList(Shape each, JsonList list)
    {
        for (int at = 0; at < list.Count; at++)
        {
            if (each.Misfit(list[at]) is { } wrong)
            {
                return wrong.At($"[{Evidence.Text(at + 1)}]");
            }
        }

        return null;
    }

    private static Func<JsonValue, Misfit?> OfMap(Shape each) => value =>
    {
        if (value is not JsonMap map)
        {
            return new Misfit("is not a map");
        }

        foreach ((string name, JsonValue member) in map)
        {
            if (each.Misfit(member) is { } wrong)
            {
                return wrong.At($".{name}");
            }
        }

        return null;
    };

    private static Func<JsonValue, Misfit?> Simple(string notation) => notation switch
    {
        "text" => Text(_ => true),
        "name" => value => value is not JsonText text ? new Misfit("is not text") : text.Value.Length > 0 ? null : new Misfit("is empty"),
        "number" => Is(value => value is JsonNumber { Value: >= 0 }, "is not a number of 0 or more"),
        "count" => Is(value => value is JsonNumber { Value: >= 1 }, "is not a number of 1 or more"),
        "signed" => Is(value => value is JsonNumber, "is not a number"),
        "map" => Is(value => value is JsonMap, "is not a map"),
        "bool" => Is(value => value is JsonBool, "is neither true nor false"),
        "true" => Is(value => value is JsonBool { Value: true }, "is not true"),
        "hash" => Text(text => text.Length == HashDigits && IsHex(text), "is not 64 lower-case hex digits"),
        "hex" => Text(text => text.Length > 0 && IsHex(text), "is not pairs of lower-case hex digits"),
        "hex?" => Text(IsHex, "is not pairs of lower-case hex digits"),
        "bytes" => Text(text => text.Length > 0 && IsBase64(text), "is not base64"),
        "bytes?" => Text(IsBase64, "is not base64"),
        "time" => Text(JournalTime.IsWellFormed, "is not a time of the form 2026-03-01T14:02:11.123Z"),
        _ when notation.Contains('|') && notation.Split('|') is var these => Text(these.Contains, $"is not one of {string.Join(", ", these)}"),
        _ => throw new ArgumentException($"There is no type \"{notation}\".", nameof(notation)),
    };

    private static Func<JsonValue, Misfit?> Text(Func<string, bool> fits, string says = "is not text") => Is(value => value is JsonText text && fits(text.Value), says);

    private static Func<JsonValue, Misfit?> Is(Func<JsonValue, bool> fits, string says)
    {
        var wrong = new Misfit(says);
        return value => fits(value) ? null : wrong;
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && !text.AsSpan().ContainsAnyExcept(HexDigits);

    // The decoder passes over blanks; the program writes none.
    private static bool IsBase64(string text) => Base64.IsValid(text, out int length) && text.Length == (length + 2) / 3 * 4;
}
