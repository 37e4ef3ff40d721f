using System.Text.RegularExpressions;

namespace Ceremony.Core.Desk;

/// <summary>Patterns out of scripts, matched in time linear in the text: no backtracking, so no pattern can hold the room up.</summary>
public static class Patterns
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    // A script has some dozens of patterns, each of which is asked for again and again; to make one ready takes a millisecond. The framework keeps fifteen.
    private const int Kept = 200;

    static Patterns() => Regex.CacheSize = Math.Max(Regex.CacheSize, Kept);

    /// <summary>Whether the pattern matches the whole text.</summary>
    public static bool Matches(string pattern, string text) => Regex.IsMatch(text, Whole(pattern), Options);

    /// <summary>
    /// The same for a pattern of the program's own in which each character can be matched in one way only, so that no text takes longer than its length: it is made ready in a twentieth of the time. For any
    /// other there is <see cref="Matches"/>.
    /// </summary>
    public static bool MatchesOwn(string pattern, string text) => Regex.IsMatch(text, Whole(pattern), RegexOptions.CultureInvariant);

    /// <summary>Whether the pattern can be used: a known syntax, and no construct that needs backtracking.</summary>
    public static bool IsUsable(string pattern)
    {
        try
        {
            // By itself, since a parenthesis that is not open could close the one that is put around it; and as it is matched, since that can be too large.
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            _ = Matches(pattern, "");
            return true;
        }
        catch (Exception trouble) when (trouble is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Whole(string pattern) => $@"\A(?:{pattern})\z";
}
