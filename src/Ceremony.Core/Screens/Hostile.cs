using System.Globalization;
using System.Text;

namespace Ceremony.Core.Screens;

/// <summary>Makes text that came from a token, a file or a certificate harmless on a screen and in a report.</summary>
public static class Hostile
{
    /// <summary>
    /// Replaces control characters, line and paragraph separators, blanks but the plain one, direction marks and other invisible characters,
    /// and lone surrogates by <c>\u{hex}</c>, and a backslash by two, so that what is shown is all there is and stands on one line.
    /// </summary>
    public static string Escape(string text) => Replace(text, rune => rune.Value == '\\' ? "\\\\" : Shown(rune));

    /// <summary>
    /// The same for sentences of which some parts are escaped already: a backslash and a line's end stay, so that nothing is escaped twice.
    /// </summary>
    public static string EscapeRest(string text) => Replace(text, rune => rune.Value == '\n' ? "\n" : Shown(rune));

    /// <summary>
    /// The same for a text of JSON: what would be hidden in its strings stands as <c>\uXXXX</c> (RFC 8259 §7), so that it is the same JSON, and all of it is
    /// seen. Half a surrogate pair becomes the replacement character's.
    /// </summary>
    public static string EscapeJson(string json) => Replace(json, rune => IsHidden(rune) ? string.Concat(rune.ToString().Select(unit => $"\\u{(int)unit:x4}")) : rune.ToString());

    private static string Replace(string text, Func<Rune, string> with)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(with(rune));
        }

        return safe.ToString();
    }

    private static string Shown(Rune rune) => IsHidden(rune) ? $"\\u{{{rune.Value.ToString("x", CultureInfo.InvariantCulture)}}}" : rune.ToString();

    private static bool IsHidden(Rune rune) => rune.Value == 0xFFFD || Invisible.Is(rune)
        || (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
