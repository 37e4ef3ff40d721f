using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ceremony.Verify;

/// <summary>What a script says under <c>confirm:</c>. The few forms of YAML in which it can be written are read here without any library.</summary>
/// <param name="Officers">How many officers confirm.</param>
/// <param name="Within">In how many seconds.</param>
internal sealed partial record ConfirmInScript(long Officers, long Within)
{
    private const string Key = "confirm";

    /// <summary>
    /// Reads it, in braces or in indented lines of its own. Null where it has no form that is known here, or where a second line
    /// could be taken for it.
    /// </summary>
    public static ConfirmInScript? Read(byte[] script)
    {
        string[] lines = [.. Encoding.UTF8.GetString(script).Split('\n').Select(line => Comment().Replace(line.TrimEnd('\r'), "").TrimEnd())];
        int first = Array.FindIndex(lines, IsKey);
        if (first < 0 || lines.Count(IsKey) > 1 || Opening().Match(lines[first]) is not { Success: true } opening)
        {
            return null;
        }

        string[] below = [.. lines.Skip(first + 1).TakeWhile(line => line.Length == 0 || line[0] is ' ' or '}').Where(line => line.Length > 0)];
        string value = opening.Groups["value"].Value;
        return Entries(value.Length == 0 ? below : [value, .. below]) is { } entries ? Of(entries) : null;
    }

    private static bool IsKey(string line) => line.TrimStart('"', '\'').StartsWith(Key, StringComparison.Ordinal);

    // "officers: 2" and "within: 10 minutes": separated by commas within braces, otherwise each on a line of its own.
    private static string[]? Entries(string[] lines) => string.Join(' ', lines).Trim() switch
    {
        ['{', .. var inside, '}'] => inside.TrimEnd(' ', ',').Split(','),
        _ when lines.Length == 0 || lines.Any(line => Indent(line) != Indent(lines[0])) => null,
        _ => lines,
    };

    private static ConfirmInScript? Of(string[] entries)
    {
        Match[] pairs = [.. entries.Select(entry => Entry().Match(entry.Trim()))];
        string[] officers = Values(pairs, "officers");
        string[] within = Values(pairs, "within");
        return (pairs.Length, officers, within) is (2, [var count], [var time]) && Period().Match(time) is { Success: true } period && Count().IsMatch(count)
            ? new ConfirmInScript(Number(count), Number(period.Groups["number"].Value) * Seconds(period.Groups["unit"].Value))
            : null;
    }

    private static string[] Values(Match[] pairs, string key) => [.. pairs.Where(pair => pair.Groups["key"].Value == key).Select(pair => pair.Groups["value"].Value)];

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Seconds(string unit) => unit[0] switch { 's' => 1, 'm' => 60, _ => 3600 };

    [GeneratedRegex("(^| )#.*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex("""^("confirm"|'confirm'|confirm) *:( +(?<value>.*))?$""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Opening();

    [GeneratedRegex("""^["']?(?<key>officers|within)["']? *: *["']?(?<value>[0-9][0-9a-z ]*)["']?$""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Entry();

    [GeneratedRegex("^[0-9]{1,4}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Count();

    [GeneratedRegex("^(?<number>[1-9][0-9]{0,3}) (?<unit>seconds|minutes|minute|hours|hour)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Period();
}
