using System.Globalization;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>
/// Turns a diff into rows: the first column says what happens to a line, even without colours; then comes its number, then the line.
/// A line that is too long continues in the next row, with the same first column and a mark in place of the number.
/// </summary>
internal static class DiffLines
{
    private const string GoesOn = ">";
    private const int Beside = 3;

    public static IEnumerable<Line> Of(DiffBlock diff, int columns)
    {
        int numbers = Numbers(diff);
        foreach (string row in Wrap.Anywhere(diff.File, columns))
        {
            yield return Line.Of(row, Ink.Quiet);
        }

        foreach (DiffLine line in diff.Lines)
        {
            string before = Number(line).PadLeft(numbers);
            foreach (string row in Wrap.Anywhere(line.Text, columns - numbers - Beside))
            {
                yield return new Line(new Span(Mark(line), Of(line)), new Span($" {before} ", Ink.Quiet), new Span(row, Of(line)));
                before = GoesOn.PadLeft(numbers);
            }
        }
    }

    /// <summary>How many columns the diff takes if no line is wrapped.</summary>
    public static int Width(DiffBlock diff) =>
        Math.Max(Glyphs.Width(diff.File), diff.Lines.Select(line => Numbers(diff) + Beside + Glyphs.Width(line.Text)).DefaultIfEmpty(0).Max());

    private static int Numbers(DiffBlock diff) => diff.Lines.Select(line => Number(line).Length).DefaultIfEmpty(1).Max();

    private static string Number(DiffLine line) => line.Change == "~" ? Glyphs.More : line.Number.ToString(CultureInfo.InvariantCulture);

    private static string Mark(DiffLine line) => line.Change is "+" or "-" ? line.Change : " ";

    private static Ink Of(DiffLine line) => line.Change switch
    {
        "+" => Ink.Good,
        " " => Ink.Plain,
        _ => Ink.Quiet,
    };
}
