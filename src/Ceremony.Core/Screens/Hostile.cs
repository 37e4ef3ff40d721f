using System.Globalization;
using System.Text;

namespace Ceremony.Core.Screens;

/// <summary>Makes text that came from a token, a file or a certificate harmless on a screen and in a report.</summary>
public static class Hostile
{
    /// <summary>
    /// Replaces control characters, line and paragraph separators, blanks but the plain one, direction marks and other invisible characters,
    /// marks but those of <see cref="ShownMarks"/>, and lone surrogates by <c>\u{hex}</c>, and a backslash by two, so that what is shown is all there is and stands on one line.
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

    /// <summary>The first character of a text that is not shown as it is, a backslash aside; null where all are.</summary>
    public static Rune? FirstHidden(string text)
    {
        for (int at = 0; at < text.Length; at += ShownMarks.Length(text, at))
        {
            if (ShownMarks.Letter(text, at) is var letter && IsHidden(letter))
            {
                return letter;
            }
        }

        return null;
    }

    /// <summary>A text that was made harmless, as editions before 4 did it: no mark was shown.</summary>
    public static string HideMarks(string safe) => string.Concat(safe.EnumerateRunes().Select(rune => IsMark(rune) ? Hidden(rune) : rune.ToString()));

    private static string Replace(string text, Func<Rune, string> with)
    {
        var safe = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int length = ShownMarks.Length(text, at);
            Rune letter = ShownMarks.Letter(text, at);
            safe.Append(with(letter)).Append(text, at + letter.Utf16SequenceLength, Math.Max(0, length - letter.Utf16SequenceLength));
            at += length;
        }

        return safe.ToString();
    }

    private static string Shown(Rune rune) => IsHidden(rune) ? Hidden(rune) : rune.ToString();

    private static string Hidden(Rune rune) => $"\\u{{{rune.Value.ToString("x", CultureInfo.InvariantCulture)}}}";

    private static bool IsHidden(Rune rune) => rune.Value == 0xFFFD || Invisible.Is(rune) || IsMark(rune) || (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
