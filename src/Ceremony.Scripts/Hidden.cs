using System.Globalization;
using System.Text;

namespace Ceremony.Scripts;

/// <summary>Characters that a reader of a script cannot see, or cannot tell from others.</summary>
internal static class Hidden
{
    /// <summary>Whether there is such a character at that place; a lone surrogate counts as one.</summary>
    public static bool At(string text, int index)
    {
        if (index > 0 && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]))
        {
            return false;
        }

        return !Rune.TryGetRuneAt(text, index, out Rune rune) || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
    }

    /// <summary>Whether a text holds one.</summary>
    public static bool In(string text) => Enumerable.Range(0, text.Length).Any(at => At(text, at));

    /// <summary>Why it is refused.</summary>
    public static string Sentence(string text, int index)
    {
        int value = Rune.TryGetRuneAt(text, index, out Rune rune) ? rune.Value : text[index];
        return value == '\t'
            ? "tabs are not allowed; use spaces"
            : $"the invisible character U+{value.ToString("X4", CultureInfo.InvariantCulture)} is not allowed; remove it";
    }
}
