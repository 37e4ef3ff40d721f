using System.Globalization;
using System.Text;
using Ceremony.Core.Screens;
using Terminal.Gui.Text;

namespace Ceremony.Tui.Painting;

/// <summary>Which characters the terminal can show.</summary>
internal enum GlyphSet
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>Those of the Linux console's font: code page 437.</summary>
    Console,

    /// <summary>ASCII only.</summary>
    Ascii,
}

/// <summary>
/// Replaces characters that the terminal cannot show. Painters use the glyphs of the full set; the canvas asks here what to draw.
/// </summary>
internal static class Glyphs
{
    public const string Done = "√";
    public const string Open = "►";
    public const string Ahead = "·";
    public const string Not = "×";
    public const string Dot = "∙";
    public const string More = "…";

    private static readonly Dictionary<char, char> ForConsole = new()
    {
        ['…'] = '.',
        ['–'] = '-',
        ['—'] = '-',
        ['‘'] = '\'',
        ['’'] = '\'',
        ['“'] = '"',
        ['”'] = '"',
        ['„'] = '"',
        ['→'] = '>',
        ['←'] = '<',
        ['≥'] = '>',
        ['≤'] = '<',
        ['∙'] = '·',
        ['•'] = '·',
    };

    private static readonly Dictionary<char, char> ForAscii = new()
    {
        ['√'] = '+',
        ['►'] = '>',
        ['·'] = '.',
        ['×'] = 'x',
        ['∙'] = '*',
        ['•'] = '*',
        ['█'] = '#',
        ['▀'] = '#',
        ['▄'] = '#',
        ['─'] = '-',
        ['═'] = '=',
        ['│'] = '|',
        ['┌'] = '+',
        ['┐'] = '+',
        ['└'] = '+',
        ['┘'] = '+',
        ['├'] = '+',
        ['┤'] = '+',
        ['┬'] = '+',
        ['┴'] = '+',
        ['┼'] = '+',
    };

    /// <summary>The nearest character that the set has.</summary>
    public static Rune Fit(Rune rune, GlyphSet set)
    {
        if (IsUnsafe(rune))
        {
            return new Rune('?');
        }

        if (rune.IsAscii || set == GlyphSet.Full)
        {
            return rune;
        }

        char plain = rune.IsBmp ? (char)rune.Value : '\0';
        if (set == GlyphSet.Ascii && ForAscii.TryGetValue(plain, out char ascii))
        {
            return new Rune(ascii);
        }

        if (ForConsole.TryGetValue(plain, out char console))
        {
            return new Rune(console);
        }

        return set == GlyphSet.Ascii ? new Rune('?') : rune;
    }

    /// <summary>How many columns a character takes: 1 or 2.</summary>
    public static int Width(Rune rune) => rune.IsAscii ? 1 : Math.Clamp(rune.GetColumns(), 1, 2);

    /// <summary>How many columns a text takes.</summary>
    public static int Width(string text)
    {
        int width = 0;
        for (int at = 0; at < text.Length; at += ShownMarks.Length(text, at))
        {
            width += Width(ShownMarks.Letter(text, at));
        }

        return width;
    }

    /// <summary>Cuts a text to the given number of columns; its last character then says that it was cut.</summary>
    public static string Cut(string text, int columns)
    {
        if (Width(text) <= columns)
        {
            return text;
        }

        var cut = new StringBuilder();
        int width = 0;
        for (int at = 0; at < text.Length;)
        {
            width += Width(ShownMarks.Letter(text, at));
            if (width > columns - 1)
            {
                break;
            }

            int length = ShownMarks.Length(text, at);
            cut.Append(text, at, length);
            at += length;
        }

        return columns < 1 ? "" : cut.Append('…').ToString();
    }

    /// <summary>Cuts a text to the given number of columns in the middle, so that its last word still tells it from its neighbours.</summary>
    public static string CutInside(string text, int columns)
    {
        string last = text[(text.LastIndexOf(' ') + 1)..];
        int room = columns - Width(last) - 1;
        return Width(text) <= columns || room < columns / 2 ? Cut(text, columns) : $"{Cut(text, room)} {last}";
    }

    /// <summary>Pads a text with blanks to the given number of columns, or cuts it.</summary>
    public static string Fill(string text, int columns)
    {
        string cut = Cut(text, columns);
        return cut + new string(' ', Math.Max(0, columns - Width(cut)));
    }

    // Whatever reaches the canvas, no control sequence and no invisible character leaves it.
    private static bool IsUnsafe(Rune rune) => Invisible.Is(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
