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
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\\')
            {
                safe.Append("\\\\");
            }
            else if (IsHidden(rune))
            {
                safe.Append("\\u{").Append(rune.Value.ToString("x", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                safe.Append(rune.ToString());
            }
        }

        return safe.ToString();
    }

    // Letters and a symbol by their category, but nothing is to be seen of them: the Hangul fillers and the empty Braille pattern.
    private static bool IsBlank(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800
        || (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator);

    private static bool IsHidden(Rune rune) => rune.Value == 0xFFFD || IsBlank(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
