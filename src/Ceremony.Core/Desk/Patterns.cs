using System.Text.RegularExpressions;

namespace Ceremony.Core.Desk;

/// <summary>Patterns out of scripts, matched in time linear in the text: no backtracking, so no pattern can hold the room up.</summary>
public static class Patterns
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Whether the pattern matches the whole text.</summary>
    public static bool Matches(string pattern, string text) => Regex.IsMatch(text, $@"\A(?:{pattern})\z", Options);

    /// <summary>Whether the pattern can be used: a known syntax, and no construct that needs backtracking.</summary>
    public static bool IsUsable(string pattern)
    {
        try
        {
            // By itself, since a parenthesis that is not open could close the one that is put around it; and as it is matched, since that can be too large.
            _ = Regex.IsMatch("", pattern, Options);
            _ = Matches(pattern, "");
            return true;
        }
        catch (Exception trouble) when (trouble is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
