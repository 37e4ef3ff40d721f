using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>A grid of cells that painters write on. What is written outside it is cut off.</summary>
internal sealed class Canvas
{
    private readonly Cell[] _cells;
    private readonly GlyphSet _glyphs;

    public Canvas(int width, int height, GlyphSet glyphs)
    {
        Width = width;
        Height = height;
        _glyphs = glyphs;
        _cells = new Cell[width * height];
        Wipe();
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The characters that the terminal can show.</summary>
    public GlyphSet GlyphSet => _glyphs;

    /// <summary>Whether it shows a secret and must be wiped as soon as it has been drawn.</summary>
    public bool HoldsSecret { get; set; }

    public Cell this[int column, int row] => _cells[(row * Width) + column];

    /// <summary>Blanks every cell.</summary>
    public void Wipe() => Array.Fill(_cells, Cell.Blank);

    /// <summary>Whether every cell is the same.</summary>
    public bool SameAs(Canvas? other) => other is not null && other.Width == Width && other.Height == Height && _cells.AsSpan().SequenceEqual(other._cells);

    /// <summary>Whether every cell of a row is the same in a grid of the same size.</summary>
    public bool HasSameRow(Canvas other, int row) => _cells.AsSpan(row * Width, Width).SequenceEqual(other._cells.AsSpan(row * Width, Width));

    /// <summary>Writes a text and returns the column after it.</summary>
    public int Write(int column, int row, string text, Ink ink = Ink.Plain, int columns = int.MaxValue)
    {
        int end = columns == int.MaxValue ? Width : Math.Min(Width, column + columns);
        for (int at = 0; at < text.Length;)
        {
            Rune rune = ShownMarks.Letter(text, at);
            int length = ShownMarks.Length(text, at);
            int width = Glyphs.Width(Glyphs.Fit(rune, _glyphs));
            if (column + width > end)
            {
                break;
            }

            Put(column, row, rune, ink, text[Math.Min(at + rune.Utf16SequenceLength, at + length)..(at + length)]);
            column += width;
            at += length;
        }

        return column;
    }

    /// <summary>Writes a line of spans, cut to the given number of columns.</summary>
    public void Write(int column, int row, Line line, int columns)
    {
        int end = column + columns;
        foreach (Span span in line.Spans)
        {
            column = Write(column, row, span.Text, span.Ink, end - column);
        }
    }

    /// <summary>Writes one character, with the marks on it where the terminal has all characters.</summary>
    public void Put(int column, int row, Rune rune, Ink ink, string marks = "")
    {
        if (column < 0 || row < 0 || column >= Width || row >= Height)
        {
            return;
        }

        Rune fitting = Glyphs.Fit(rune, _glyphs);
        _cells[(row * Width) + column] = new Cell(fitting, ink, _glyphs == GlyphSet.Full && fitting == rune ? marks : "");
        if (Glyphs.Width(fitting) == 2 && column + 1 < Width)
        {
            _cells[(row * Width) + column + 1] = new Cell(null, ink);
        }
    }

    /// <summary>Fills a row, or part of it, with one character.</summary>
    public void Fill(int column, int row, int columns, char glyph, Ink ink)
    {
        for (int at = column; at < column + columns; at++)
        {
            Put(at, row, new Rune(glyph), ink);
        }
    }

    /// <summary>Draws a box with a title in its upper edge.</summary>
    public void Box(int column, int row, int columns, int rows, string title, Ink titleInk = Ink.Title)
    {
        Rule(column, row, columns, '┌', '┐', title, titleInk);
        for (int at = row + 1; at < row + rows - 1; at++)
        {
            Put(column, at, new Rune('│'), Ink.Frame);
            Fill(column + 1, at, columns - 2, ' ', Ink.Plain);
            Put(column + columns - 1, at, new Rune('│'), Ink.Frame);
        }

        Rule(column, row + rows - 1, columns, '└', '┘', "", titleInk);
    }

    /// <summary>Draws a horizontal edge between two corners, with a title in it.</summary>
    public void Rule(int column, int row, int columns, char left, char right, string title = "", Ink titleInk = Ink.Title)
    {
        Put(column, row, new Rune(left), Ink.Frame);
        Fill(column + 1, row, columns - 2, '─', Ink.Frame);
        Put(column + columns - 1, row, new Rune(right), Ink.Frame);
        if (title.Length > 0 && columns > 6)
        {
            Write(column + 1, row, $" {Glyphs.Cut(title, columns - 4)} ", titleInk, columns - 2);
        }
    }

    /// <summary>The text alone, without blanks at the end of each row, which ends in a line feed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int row = 0; row < Height; row++)
        {
            var line = new StringBuilder();
            for (int column = 0; column < Width; column++)
            {
                line.Append(this[column, row].Rune?.ToString()).Append(this[column, row].Marks);
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
