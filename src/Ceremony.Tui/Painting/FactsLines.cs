using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>Turns facts into rows: a name, and its value beside it.</summary>
internal static class FactsLines
{
    private const int Indent = 2;
    private const int Marked = 3;
    private const int Widest = 22;
    private const int WidestBeside = 26;

    /// <summary>One fact below the other.</summary>
    public static IEnumerable<Line> Of(IReadOnlyList<Detail> facts, int columns)
    {
        int names = Names(facts, columns, Widest);
        return facts.SelectMany(fact => Rows(fact, names, columns));
    }

    /// <summary>The rows of each fact, or of two: where a short one follows a short one, it stands beside it.</summary>
    public static IEnumerable<IReadOnlyList<Line>> Beside(IReadOnlyList<Detail> facts, int columns)
    {
        int half = columns / 2;
        int names = Names(facts, columns, WidestBeside);
        HashSet<int> lefts = Lefts(facts, names, half, columns - half);
        int rightNames = lefts.Select(left => Glyphs.Width(facts[left + 1].Name)).DefaultIfEmpty(0).Max();
        for (int at = 0; at < facts.Count; at++)
        {
            IReadOnlyList<Line> rows = [.. Rows(facts[at], names, columns)];
            if (lefts.Contains(at))
            {
                Line right = Rows(facts[++at], rightNames, columns - half).First();
                rows = [new Line([.. rows[0].Spans, new Span(new string(' ', half - Glyphs.Width(rows[0].ToString()))), .. right.Spans])];
            }

            yield return rows;
        }
    }

    // Those that have the next one beside them. The names on the right are as wide as the widest of them, for which another may be too long.
    private static HashSet<int> Lefts(IReadOnlyList<Detail> facts, int names, int left, int right)
    {
        var lefts = new HashSet<int>();
        for (int widest = right; widest > 0;)
        {
            int allowed = widest;
            lefts.Clear();
            for (int at = 0; at + 1 < facts.Count; at++)
            {
                if (Fits(facts[at], names, left) && Glyphs.Width(facts[at + 1].Name) is var name && name <= allowed && Fits(facts[at + 1], Math.Max(name, allowed < right ? allowed : 0), right))
                {
                    lefts.Add(at++);
                }
            }

            widest = lefts.Select(at => Glyphs.Width(facts[at + 1].Name)).DefaultIfEmpty(0).Max();
            if (widest == 0 || lefts.All(at => Fits(facts[at + 1], widest, right)))
            {
                break;
            }

            widest--;
        }

        return lefts;
    }

    private static bool Fits(Detail fact, int names, int columns) => Glyphs.Width(fact.Name) <= names && Glyphs.Width(fact.Value) <= columns - names - Indent - Marked && !fact.Value.Contains('\n', StringComparison.Ordinal);

    private static int Names(IReadOnlyList<Detail> facts, int columns, int widest) => Math.Min(facts.Select(fact => Glyphs.Width(fact.Name)).DefaultIfEmpty(0).Max(), Math.Min(widest, columns / 3));

    private static IEnumerable<Line> Rows(Detail fact, int names, int columns)
    {
        string name = fact.Name;
        if (Glyphs.Width(name) > names)
        {
            yield return Line.Of($"  {Glyphs.Cut(name, columns - Indent)}", Ink.Quiet);
            name = "";
        }

        foreach (string row in Wrap.Words(fact.Value, columns - names - Indent - Marked))
        {
            yield return new Line(new Span($"  {Glyphs.Fill(name, names)} ", Ink.Quiet), Mark(fact), new Span(row, fact.Foreign ? Ink.Foreign : Ink.Plain));
            name = "";
        }
    }

    // Values from outside stand behind a bar, so that they are set apart even without colours.
    private static Span Mark(Detail fact) => fact.Foreign ? new Span("│ ", Ink.Foreign) : new Span("  ");
}
