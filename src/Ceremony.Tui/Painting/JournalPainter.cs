using System.Globalization;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>The journal's latest lines and the words of its head.</summary>
internal static class JournalPainter
{
    private const int KindColumns = 14;
    private const int FewestRows = 4;

    /// <summary>How many rows it takes where there is room: more on a larger terminal, but no empty ones.</summary>
    public static int MostRows(Canvas canvas, RoomState room) => Math.Min(FewestRows + Math.Max(0, (canvas.Height - Painter.SmallestHeight) / 3), Math.Max(FewestRows, room.JournalTail.Count + 1));

    /// <summary>The panel's title.</summary>
    public static string Title(RoomState room) => string.Create(CultureInfo.InvariantCulture, $"Journal  {room.JournalLines} {(room.JournalLines == 1 ? "line" : "lines")}");

    /// <summary>Paints it on that many rows, the last one for the head.</summary>
    public static void Paint(Canvas canvas, int column, int row, int columns, int rows, RoomState room)
    {
        foreach (JournalLineView line in room.JournalTail.TakeLast(rows - 1))
        {
            int kind = canvas.Write(column, row, $"{line.At} ", Ink.Quiet, columns);
            canvas.Write(kind, row, Glyphs.Fill(line.Kind, KindColumns), Ink.Plain, column + columns - kind);
            int text = kind + KindColumns + 1;
            canvas.Write(text, row, Glyphs.Cut(line.Text, column + columns - text), Ink.Plain, column + columns - text);
            row++;
        }

        int words = canvas.Write(column, row, "head  ", Ink.Quiet);
        canvas.Write(words, row, room.HeadWords, Ink.Strong, column + columns - words);
    }
}
