using System.Globalization;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>Paints as many rows as fit, from a given one on.</summary>
internal static class Rows
{
    public static Metrics Paint(Canvas canvas, int column, int row, int columns, int rows, IReadOnlyList<Line> lines, int scroll)
    {
        int first = Math.Clamp(scroll, 0, Math.Max(0, lines.Count - rows));
        int visible = Math.Clamp(rows, 0, lines.Count);
        for (int line = 0; line < visible; line++)
        {
            canvas.Write(column, row + line, lines[first + line], columns);
        }

        return new Metrics(lines.Count, visible, first);
    }

    /// <summary>Says on a horizontal edge how many rows of something to fill in are hidden, if any are: nobody looks for a field that is not there.</summary>
    public static void PaintHidden(Canvas canvas, int column, int row, int columns, Metrics metrics)
    {
        int below = metrics.Rows - metrics.First - metrics.Visible;
        string[] said = [.. metrics.First > 0 ? [$"{metrics.First} more above"] : Array.Empty<string>(), .. below > 0 ? [$"{below} more below"] : Array.Empty<string>()];
        string text = $" {string.Join(", ", said)} ";
        if (said.Length > 0 && text.Length <= columns)
        {
            canvas.Write(column + columns - text.Length, row, text, Ink.Warning);
        }
    }

    /// <summary>Says on a horizontal edge which rows are shown, if not all of them are.</summary>
    public static void PaintPosition(Canvas canvas, int column, int row, int columns, Metrics metrics)
    {
        if (!metrics.IsScrolling)
        {
            return;
        }

        string rows = string.Create(CultureInfo.InvariantCulture, $"rows {metrics.First + 1}-{metrics.First + metrics.Visible} of {metrics.Rows}");
        string text = metrics.IsAtEnd ? $" {rows} " : $" {rows}, more below ";
        if (text.Length <= columns)
        {
            canvas.Write(column + columns - text.Length, row, text, metrics.IsAtEnd ? Ink.Quiet : Ink.Warning);
        }
    }
}
