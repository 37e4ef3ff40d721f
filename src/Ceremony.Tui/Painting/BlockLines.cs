using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>Turns the blocks of a screen into rows of a given width.</summary>
internal static class BlockLines
{
    private const int WidestName = 22;

    /// <summary>All blocks, one below the other, with an empty row between them.</summary>
    public static IReadOnlyList<Line> Of(IEnumerable<Block> blocks, int columns, PaintStyle style)
    {
        var lines = new List<Line>();
        foreach (Block block in blocks)
        {
            if (lines.Count > 0)
            {
                lines.Add(Line.Empty);
            }

            lines.AddRange(Of(block, columns, style));
        }

        return lines;
    }

    private static IEnumerable<Line> Of(Block block, int columns, PaintStyle style) => block switch
    {
        TextBlock text => Line.Wrapped(text.Text, columns),
        WarningBlock lasting when Screen.TellsOfGood(lasting) => Line.Wrapped(lasting.Text, columns, Ink.Bad, "! ", "! "),
        WarningBlock warning => Line.Wrapped(warning.Text, columns, Ink.Warning, "! ", "! "),
        FactsBlock facts => Facts(facts, columns),
        TableBlock table => TableLines.Of(table, columns),
        DiffBlock diff => DiffLines.Of(diff, columns),
        FingerprintBlock fingerprint => FingerprintLines.Of(fingerprint, columns, style),
        SecretBlock secret => Line.Wrapped($"{secret.Secret}, shown only to {secret.Holder}.", columns, Ink.Strong),
        _ => throw new InvalidOperationException($"the block {block.GetType().Name} cannot be painted"),
    };

    private static IEnumerable<Line> Facts(FactsBlock block, int columns)
    {
        int names = Math.Min(block.Facts.Select(fact => Glyphs.Width(fact.Name)).DefaultIfEmpty(0).Max(), Math.Min(WidestName, columns / 3));
        foreach (Detail fact in block.Facts)
        {
            string name = fact.Name;
            if (Glyphs.Width(name) > names)
            {
                yield return Line.Of($"  {Glyphs.Cut(name, columns - 2)}", Ink.Quiet);
                name = "";
            }

            foreach (string row in Wrap.Words(fact.Value, columns - names - 5))
            {
                yield return new Line(new Span($"  {Glyphs.Fill(name, names)} ", Ink.Quiet), Mark(fact), new Span(row, fact.Foreign ? Ink.Foreign : Ink.Plain));
                name = "";
            }
        }
    }

    // Values from outside stand behind a bar, so that they are set apart even without colours.
    private static Span Mark(Detail fact) => fact.Foreign ? new Span("│ ", Ink.Foreign) : new Span("  ");
}
