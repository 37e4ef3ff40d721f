using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>Breaks texts into rows.</summary>
internal static class Wrap
{
    /// <summary>Breaks between words; a word that is longer than a row is broken anywhere. Line feeds break too.</summary>
    public static IEnumerable<string> Words(string text, int columns)
    {
        int width = Math.Max(1, columns);
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (string row in Paragraph(paragraph, width))
            {
                yield return row;
            }
        }
    }

    /// <summary>Breaks wherever a row is full, so that every blank is kept; an empty text is one empty row.</summary>
    public static IEnumerable<string> Anywhere(string text, int columns) => Pieces(text, Math.Max(1, columns));

    private static IEnumerable<string> Paragraph(string paragraph, int columns)
    {
        string text = paragraph.TrimStart(' ');
        int indent = Math.Min(paragraph.Length - text.Length, columns / 2);
        var row = new StringBuilder(new string(' ', indent));
        bool isEmpty = true;
        foreach (string word in text.Split(' ').SelectMany(word => Pieces(word, columns - indent)))
        {
            if (!isEmpty && Glyphs.Width(row.ToString()) + 1 + Glyphs.Width(word) > columns)
            {
                yield return row.ToString().TrimEnd();
                row.Clear();
                isEmpty = true;
            }

            row.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        yield return row.ToString().TrimEnd();
    }

    private static IEnumerable<string> Pieces(string word, int columns)
    {
        var piece = new StringBuilder();
        int width = 0;
        for (int at = 0; at < word.Length;)
        {
            int length = ShownMarks.Length(word, at);
            int letter = Glyphs.Width(ShownMarks.Letter(word, at));
            if (width + letter > columns)
            {
                yield return piece.ToString();
                piece.Clear();
                width = 0;
            }

            piece.Append(word, at, length);
            width += letter;
            at += length;
        }

        yield return piece.ToString();
    }
}
