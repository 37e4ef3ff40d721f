using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>Turns the blocks of a screen into rows of a given width.</summary>
internal static class BlockLines
{
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

    /// <summary>The rows of one block.</summary>
    public static IEnumerable<Line> Of(Block block, int columns, PaintStyle style) => block switch
    {
        TextBlock text => Line.Wrapped(text.Text, columns),
        WarningBlock lasting when Screen.TellsOfGood(lasting) => Line.Wrapped(lasting.Text, columns, Ink.Bad, "! ", "! "),
        WarningBlock warning => Line.Wrapped(warning.Text, columns, Ink.Warning, "! ", "! "),
        FactsBlock facts => FactsLines.Of(facts.Facts, columns),
        TableBlock table => TableLines.Of(table, columns),
        DiffBlock diff => DiffLines.Of(diff, columns),
        FingerprintBlock fingerprint => FingerprintLines.Of(fingerprint, columns, style),
        SecretBlock secret => Line.Wrapped($"{secret.Secret}, shown only to {secret.Holder}.", columns, Ink.Strong),
        _ => throw new InvalidOperationException($"the block {block.GetType().Name} cannot be painted"),
    };
}
