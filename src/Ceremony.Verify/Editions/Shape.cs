using System.Buffers.Text;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// The type of a field, in a compact notation: <c>text</c>, <c>name</c> (text that is not empty), <c>number</c> (0 or more), <c>count</c> (1 or more), <c>signed</c>,
/// <c>bool</c>, <c>true</c>, <c>hash</c> (64 hex digits), <c>hex</c>, <c>bytes</c> (base64), <c>time</c>, <c>a|b</c> (one of these texts); <c>hex?</c> and <c>bytes?</c> may be
/// empty; <c>[x]</c> is a list, <c>[+x]</c> one that is not empty, <c>{x}</c> a map of names to x, <c>@x</c> a part with fields of its own.
/// </summary>
internal static class Shape
{
    private const int HashDigits = 64;

    /// <summary>What is wrong with a value, as the rest of a sentence about the field; null where nothing is.</summary>
    /// <param name="shape">The type.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="part">Finds what is wrong with a part.</param>
    public static string? Problem(string shape, JsonValue value, string path, Func<string, JsonMap, string, string?> part) => shape[0] switch
    {
        '[' => value is JsonList list ? OfList(shape[1..^1], list, path, part) : Is(path, "not a list"),
        '{' => value is JsonMap named
            ? named.Select(member => Problem(shape[1..^1], member.Value, $"{path}.{member.Key}", part)).FirstOrDefault(problem => problem is not null)
            : Is(path, "not a map"),
        '@' => value is JsonMap map ? part(shape[1..], map, path) : Is(path, "not a map"),
        _ => Simple(shape, value) is { } wrong ? Is(path, wrong) : null,
    };

    private static string? OfList(string item, JsonList list, string path, Func<string, JsonMap, string, string?> part)
    {
        string each = item.TrimStart('+');
        if (each != item && list.Count == 0)
        {
            return Is(path, "empty");
        }

        for (int at = 0; at < list.Count; at++)
        {
            if (Problem(each, list[at], $"{path}[{Evidence.Text(at + 1)}]", part) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Simple(string shape, JsonValue value) => shape switch
    {
        "text" => value is JsonText ? null : "not text",
        "name" => value is not JsonText text ? "not text" : text.Value.Length > 0 ? null : "empty",
        "number" => value is JsonNumber { Value: >= 0 } ? null : "not a number of 0 or more",
        "count" => value is JsonNumber { Value: >= 1 } ? null : "not a number of 1 or more",
        "signed" => value is JsonNumber ? null : "not a number",
        "bool" => value is JsonBool ? null : "neither true nor false",
        "true" => value is JsonBool { Value: true } ? null : "not true",
        "hash" => value is JsonText { Value.Length: HashDigits } hash && IsHex(hash.Value) ? null : "not 64 lower-case hex digits",
        "hex" => value is JsonText { Value.Length: > 0 } hex && IsHex(hex.Value) ? null : "not pairs of lower-case hex digits",
        "hex?" => value is JsonText hex && IsHex(hex.Value) ? null : "not pairs of lower-case hex digits",
        "bytes" => value is JsonText { Value.Length: > 0 } bytes && IsBase64(bytes.Value) ? null : "not base64",
        "bytes?" => value is JsonText bytes && IsBase64(bytes.Value) ? null : "not base64",
        "time" => value is JsonText time && JournalTime.IsWellFormed(time.Value) ? null : "not a time of the form 2026-03-01T14:02:11.123Z",
        _ when shape.Contains('|') => value is JsonText one && shape.Split('|').Contains(one.Value) ? null : $"not one of {shape.Replace("|", ", ", StringComparison.Ordinal)}",
        _ => throw new ArgumentException($"There is no type \"{shape}\".", nameof(shape)),
    };

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigitLower);

    // The decoder passes over blanks; the program writes none.
    private static bool IsBase64(string text) => Base64.IsValid(text, out int length) && text.Length == (length + 2) / 3 * 4;

    private static string Is(string path, string wrong) => $"the field \"{path}\" is {wrong}";
}
