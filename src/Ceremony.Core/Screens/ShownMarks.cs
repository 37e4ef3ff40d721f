using System.Globalization;
using System.Text;
using Ceremony.Core.Desk;

namespace Ceremony.Core.Screens;

/// <summary>
/// Scripts that write vowels and tones as marks without a width (Unicode category Mn), such as Thai, Hindi, Arabic and Hebrew: a mark that stands on a letter of its own script is seen there. All
/// others hide or fake something: on letters of other scripts, at the beginning, repeated, or in place of a letter that has the mark already.
/// </summary>
public static class ShownMarks
{
    // Blocks.txt of Unicode 16.0; how many marks one letter has at most. The order of several is not seen in Hebrew and Arabic.
    private static readonly (int First, int Last, int Most)[] Blocks =
    [
        (0x0590, 0x05FF, 1), (0x0600, 0x06FF, 1), (0x0900, 0x097F, 3), (0x0980, 0x09FF, 3), (0x0A00, 0x0A7F, 3), (0x0A80, 0x0AFF, 3), (0x0B00, 0x0B7F, 3), (0x0B80, 0x0BFF, 3),
        (0x0C00, 0x0C7F, 3), (0x0C80, 0x0CFF, 3), (0x0D00, 0x0D7F, 3), (0x0D80, 0x0DFF, 3), (0x0E00, 0x0E7F, 2), (0x0E80, 0x0EFF, 2), (0x1000, 0x109F, 3), (0x1780, 0x17FF, 3),
    ];

    // Together they look like one letter, the vowel AM of Thai and Lao.
    private static readonly string[] HalvesOfAm = ["\u0e4d\u0e32", "\u0ecd\u0eb2"];

    /// <summary>How many <c>char</c>s stand in one place: a character, with the marks that are seen on it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the character begins.</param>
    public static int Length(string text, int at)
    {
        int length = Next(text, at, out Rune letter);
        if (letter.Value < Blocks[0].First || Block(letter) is not { } block || Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark))
        {
            return length;
        }

        int end = at + length;
        for (int marks = 0; marks < block.Most && end < text.Length && IsSeen(text, at, end, block); marks++)
        {
            end++;
        }

        return end - at;
    }

    /// <summary>The character that begins at a place; the replacement character for half of a surrogate pair.</summary>
    public static Rune Letter(string text, int at)
    {
        Next(text, at, out Rune letter);
        return letter;
    }

    // All of these scripts lie in the Basic Multilingual Plane.
    private static bool IsSeen(string text, int letter, int at, (int First, int Last, int Most) block)
    {
        char mark = text[at];
        return mark >= block.First && mark <= block.Last
            && CharUnicodeInfo.GetUnicodeCategory(mark) == UnicodeCategory.NonSpacingMark
            && !Invisible.Is(new Rune(mark))
            && !HalvesOfAm.Any(halves => string.CompareOrdinal(text, at, halves, 0, halves.Length) == 0)
            && !text.AsSpan(letter, at - letter).Contains(mark)
            && !ComposedLetters.Compose(text[at - 1], mark);
    }

    private static int Next(string text, int at, out Rune rune)
    {
        if (Rune.TryGetRuneAt(text, at, out rune))
        {
            return rune.Utf16SequenceLength;
        }

        rune = Rune.ReplacementChar;
        return 1;
    }

    private static (int First, int Last, int Most)? Block(Rune rune)
    {
        foreach ((int First, int Last, int Most) block in Blocks)
        {
            if (rune.Value >= block.First && rune.Value <= block.Last)
            {
                return block;
            }
        }

        return null;
    }
}
