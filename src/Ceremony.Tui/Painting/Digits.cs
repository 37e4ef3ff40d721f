using System.Text;

namespace Ceremony.Tui.Painting;

/// <summary>Paints a secret large enough to be read and noted without leaning over the keyboard.</summary>
internal static class Digits
{
    public const int Rows = 3;
    private const int DigitColumns = 4;
    private const int Gap = 2;

    private static readonly string[][] Shapes =
    [
        ["█▀▀█", "█  █", "█▄▄█"],
        [" ▄█ ", "  █ ", " ▄█▄"],
        ["▀▀▀█", "█▀▀▀", "█▄▄▄"],
        ["▀▀▀█", " ▀▀█", "▄▄▄█"],
        ["█  █", "▀▀▀█", "   █"],
        ["█▀▀▀", "▀▀▀█", "▄▄▄█"],
        ["█▀▀▀", "█▀▀█", "█▄▄█"],
        ["▀▀▀█", "   █", "   █"],
        ["█▀▀█", "█▀▀█", "█▄▄█"],
        ["█▀▀█", "▀▀▀█", "▄▄▄█"],
    ];

    /// <summary>
    /// Paints the bytes in the middle of a row of the given width. No part of them becomes a string. What does not fit continues three rows below.
    /// </summary>
    public static void Paint(Canvas canvas, int column, int row, int columns, int rows, ReadOnlySpan<byte> secret)
    {
        int width = Width(canvas, secret);
        int at = column + Math.Max(0, (columns - width) / 2);
        int start = at;
        ReadOnlySpan<byte> rest = secret;
        while (!rest.IsEmpty)
        {
            // Bytes that are not UTF-8 are shown as the replacement character.
            Rune.DecodeFromUtf8(rest, out Rune rune, out int size);
            rest = rest[size..];
            int next = at + Columns(canvas, rune) + Gap;
            if (next - Gap > column + columns && at > start)
            {
                at = start = column;
                next = at + Columns(canvas, rune) + Gap;
                row += Rows + 1;
                rows -= Rows + 1;
            }

            if (rows >= Rows)
            {
                PaintOne(canvas, at, row, rune);
            }

            at = next;
        }
    }

    /// <summary>Draws the given number of crosses in the secret's place.</summary>
    public static void PaintCrossedOut(Canvas canvas, int column, int row, int columns, int count)
    {
        int width = Math.Min(columns, (count * (DigitColumns + Gap)) - Gap);
        int at = column + Math.Max(0, (columns - width) / 2);
        for (int place = 0; place < count && at < column + columns; place++, at += DigitColumns + Gap)
        {
            canvas.Write(at + 1, row + 1, Glyphs.Not, Ink.Quiet);
        }
    }

    private static void PaintOne(Canvas canvas, int column, int row, Rune rune)
    {
        if (!IsLarge(canvas, rune))
        {
            canvas.Put(column, row + 1, rune, Ink.Secret);
            return;
        }

        string[] shape = Shapes[rune.Value - '0'];
        for (int line = 0; line < Rows; line++)
        {
            canvas.Write(column, row + line, shape[line], Ink.Secret);
        }
    }

    /// <summary>How many columns the secret takes on one row.</summary>
    public static int Width(Canvas canvas, ReadOnlySpan<byte> secret)
    {
        int width = -Gap;
        ReadOnlySpan<byte> rest = secret;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out Rune rune, out int size);
            rest = rest[size..];
            width += Columns(canvas, rune) + Gap;
        }

        return width;
    }

    // Half blocks have no counterpart in ASCII that keeps the digits apart.
    private static bool IsLarge(Canvas canvas, Rune rune) => canvas.GlyphSet != GlyphSet.Ascii && rune.Value is >= '0' and <= '9';

    private static int Columns(Canvas canvas, Rune rune) => IsLarge(canvas, rune) ? DigitColumns : Glyphs.Width(rune);
}
