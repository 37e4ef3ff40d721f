using System.Text.RegularExpressions;

namespace Ceremony.Verify.Tests;

/// <summary>The tables of docs/format.md, by the headings above them.</summary>
internal static partial class FormatDocument
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs", "format.md"));

    /// <summary>The rows of a table, but for its head: its cells by every name that its first cell quotes.</summary>
    public static IReadOnlyDictionary<string, string[]> Table(string heading) => Section(heading)
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray())
        .SelectMany(cells => Quoted(cells[0]).Select(name => (Name: name, Cells: cells)))
        .ToDictionary(row => row.Name, row => row.Cells, StringComparer.Ordinal);

    /// <summary>What stands under a heading, up to the next.</summary>
    public static IEnumerable<string> Section(string heading) =>
        Lines.SkipWhile(line => line.TrimStart('#', ' ') != heading || !line.StartsWith('#')).Skip(1).TakeWhile(line => !line.StartsWith('#'));

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Quoted(string text) => BetweenBackticks().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>
    /// The fields that a cell tells of: the names that begin one of its parts, which semicolons part, with commas and "and" between several. What stands in
    /// brackets or behind a colon explains a field.
    /// </summary>
    public static IEnumerable<string> Fields(string cell) => Blanks().Replace(InBrackets().Replace(cell, ""), " ").Split([';', '.'])
        .Select(part => Leading().Match(part.Trim()))
        .Where(match => match.Success)
        .SelectMany(match => Quoted(match.Value));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BetweenBackticks();

    [GeneratedRegex(@"\([^()]*(\([^()]*\)[^()]*)*\)")]
    private static partial Regex InBrackets();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex("^(or |by an officer: |by a step: |or, for an artifact: )?`[a-z0-9-]+`((, | and | or else )`[a-z0-9-]+`)*")]
    private static partial Regex Leading();
}
