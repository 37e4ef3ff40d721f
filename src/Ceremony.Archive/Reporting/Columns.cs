using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Archive;

/// <summary>Breaks text into lines of so many columns, as a terminal or a printer counts them.</summary>
internal static class Columns
{
    /// <summary>How many columns a text takes: two for the wide characters of East Asia (UAX #11), one for others.</summary>
    public static int Width(string text) => Letters(text).Sum(each => each.Columns);

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
        foreach ((string letter, int takes) in Letters(word))
        {
            if (width + takes > columns)
            {
                yield return piece.ToString();
                piece.Clear();
                width = 0;
            }

            piece.Append(letter);
            width += takes;
        }

        yield return piece.ToString();
    }

    // Each with the marks that are seen on it, which take no room of their own.
    private static IEnumerable<(string Letter, int Columns)> Letters(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int length = ShownMarks.Length(text, at);
            yield return (text.Substring(at, length), Width(ShownMarks.Letter(text, at)));
            at += length;
        }
    }

    private static int Width(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
}
