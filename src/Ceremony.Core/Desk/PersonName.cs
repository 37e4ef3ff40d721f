using System.Globalization;
using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Desk;

/// <summary>Names of people and officers, as people take two spellings for the same name.</summary>
public static class PersonName
{
    private const char FullWidthFirst = '\uff01';
    private const char FullWidthLast = '\uff5e';
    private const int FullWidthShift = '\uff01' - '!';

    // Letters again in a shape or width of their own: superscripts, letter-like symbols, numerals, enclosed ones, single Hangul letters, forms
    // for display, mathematical ones. No keyboard that a name is typed on gives them.
    private static readonly (int First, int Last)[] Shaped =
    [
        (0x1100, 0x11FF), (0x02B0, 0x02B8), (0x02E0, 0x02E4), (0x1D2C, 0x1DBF), (0x2070, 0x209C), (0x2100, 0x218F), (0x2460, 0x24FF), (0x3131, 0x318E),
        (0x3200, 0x33FF), (0xA960, 0xA97F), (0xD7B0, 0xD7FF), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFF), (0xFF5F, 0xFFEF), (0x10780, 0x107BF),
        (0x1D400, 0x1D7FF), (0x1EE00, 0x1EEFF), (0x1F100, 0x1F1FF), (0x2F800, 0x2FA1F),
    ];

    /// <summary>What keeps a name from being told from others, as the rest of a sentence; null where nothing does.</summary>
    public static string? Problem(string name) => name switch
    {
        _ when Folded(name).Length == 0 => "a name is empty",
        _ when name.EnumerateRunes().Any(IsHidden) => $"the name \"{name}\" holds a character that nobody can see",
        _ when name.EnumerateRunes().Any(IsShaped) => $"the name \"{name}\" holds a character that is a letter again in another shape",
        _ => null,
    };

    /// <summary>The same for names that people take for the same: case, blanks, and how a letter with a mark is written make no difference.</summary>
    public static string Folded(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            TakeApart(letter, text);
        }

        IEnumerable<string> words = string.Concat(text.ToString().Select(each => char.IsWhiteSpace(each) ? ' ' : each)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(word => MarksInOrder(word.ToUpperInvariant())));
    }

    private static void TakeApart(char letter, StringBuilder text)
    {
        if (letter is >= FullWidthFirst and <= FullWidthLast)
        {
            text.Append((char)(letter - FullWidthShift));
        }
        else if (ComposedLetters.Parts(letter) is { } parts)
        {
            foreach (char part in parts)
            {
                TakeApart(part, text);
            }
        }
        else
        {
            text.Append(letter);
        }
    }

    // Marks above and below a letter look the same in any order they were typed.
    private static string MarksInOrder(string word)
    {
        char[] letters = word.ToCharArray();
        for (int start = 0; start < letters.Length;)
        {
            int end = start + 1;
            while (end < letters.Length && CharUnicodeInfo.GetUnicodeCategory(letters[end]) == UnicodeCategory.NonSpacingMark)
            {
                end++;
            }

            Array.Sort(letters, start + 1, end - start - 1);
            start = end;
        }

        return new string(letters);
    }

    private static bool IsHidden(Rune rune) => rune.Value == 0xFFFD || Invisible.Is(rune);

    private static bool IsShaped(Rune rune) => Array.Exists(Shaped, range => rune.Value >= range.First && rune.Value <= range.Last);
}
