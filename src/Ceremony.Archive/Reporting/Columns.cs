using System.Text;

namespace Ceremony.Archive;

/// <summary>Breaks text into lines of so many columns, as a terminal or a printer counts them.</summary>
internal static class Columns
{
    /// <summary>How many columns a text takes: two for the wide characters of East Asia (UAX #11), one for others.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>Breaks at spaces, and within a word only where it is longer than a line. At least one line, which may be empty.</summary>
    public static IReadOnlyList<string> Wrap(string text, int columns)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (string word in text.Split(' ').SelectMany(word => Pieces(word, columns)))
        {
            if (line.Length > 0 && Width(line.ToString()) + 1 + Width(word) > columns)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<string> Pieces(string word, int columns)
    {
        var piece = new StringBuilder();
        int width = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (width + Width(rune) > columns)
            {
                yield return piece.ToString();
                piece.Clear();
                width = 0;
            }

            piece.Append(rune.ToString());
            width += Width(rune);
        }

        yield return piece.ToString();
    }

    private static int Width(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
}
