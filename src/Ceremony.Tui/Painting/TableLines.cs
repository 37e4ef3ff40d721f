using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>Turns a table into rows: columns as wide as they need to be, the widest ones narrowed first, cells wrapped.</summary>
internal static class TableLines
{
    private const int Gap = 2;
    private const int Narrowest = 4;

    public static IEnumerable<Line> Of(TableBlock table, int columns)
    {
        int[] widths = Fit(table, columns);
        yield return new Line([.. Row(table.Columns, widths).Select(text => new Span(text, Ink.Quiet))]);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            string[][] cells = [.. widths.Select((width, place) => Wrap.Words(place < row.Count ? row[place] : "", width).ToArray())];
            for (int line = 0; line < cells.Max(cell => cell.Length); line++)
            {
                yield return new Line([.. Row([.. cells.Select(cell => line < cell.Length ? cell[line] : "")], widths).Select(text => new Span(text))]);
            }
        }
    }

    private static IEnumerable<string> Row(IReadOnlyList<string> cells, int[] widths) =>
        widths.Select((width, place) => Glyphs.Fill(place < cells.Count ? cells[place] : "", width) + new string(' ', Gap));

    /// <summary>How many columns it takes if no cell is wrapped.</summary>
    public static int Width(TableBlock table) => Widths(table).Sum() + (Gap * (table.Columns.Count - 1));

    private static int[] Widths(TableBlock table) =>
    [
        .. table.Columns.Select((title, place) =>
            table.Rows.Select(row => place < row.Count ? Glyphs.Width(row[place]) : 0).Append(Glyphs.Width(title)).Append(1).Max()),
    ];

    private static int[] Fit(TableBlock table, int columns)
    {
        int[] widths = Widths(table);
        while (widths.Sum() + (Gap * (widths.Length - 1)) > columns && widths.Max() > Narrowest)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }
}
