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

    // Letters and a symbol by their category, but invisible: the Hangul fillers and the empty Braille pattern.
    private static bool IsBlank(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800
        || (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator);

    private static bool IsHidden(Rune rune) => rune.Value == 0xFFFD || IsBlank(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
