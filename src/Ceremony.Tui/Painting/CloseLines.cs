using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>A row of a screen that stands close together.</summary>
/// <param name="Line">The row.</param>
/// <param name="Block">The block that it belongs to.</param>
/// <param name="MayBegin">Whether a page may begin with it: the rows of one fact stay together, and a title stays with what it is of.</param>
internal readonly record struct CloseLine(Line Line, Block Block, bool MayBegin);

/// <summary>
/// Blocks as rows, closer together than where there is room: what belongs to a sentence stands right below it, facts of two blocks make one table, and short facts stand in two columns. So
/// stands what officers confirm, which is long and all read, and any other screen that would else need to be scrolled.
/// </summary>
internal static class CloseLines
{
    /// <summary>All rows as on other screens, for what fits on one page anyway.</summary>
    public static IReadOnlyList<CloseLine> Apart(IReadOnlyList<Block> blocks, IReadOnlyList<string> titles, int columns, PaintStyle style) =>
        [.. blocks.SelectMany((block, at) => (IsTitle(block, titles) ? Title(block, columns) : BlockLines.Of(block, columns, style)).Select(line => new CloseLine(line, block, MayBegin: true)).Prepend(new CloseLine(Line.Empty, block, MayBegin: true)).Skip(at == 0 ? 1 : 0))];

    /// <summary>All rows, close together.</summary>
    public static IReadOnlyList<CloseLine> Of(IReadOnlyList<Block> blocks, IReadOnlyList<string> titles, int columns, PaintStyle style)
    {
        var lines = new List<CloseLine>();
        Block? before = null;
        foreach (Block block in Joined(blocks))
        {
            bool isClose = before is not null && IsTitle(before, titles);
            if (before is not null && !isClose && !Belongs(before, block))
            {
                lines.Add(new CloseLine(Line.Empty, block, MayBegin: true));
            }

            foreach (IReadOnlyList<Line> together in Rows(block, titles, columns, style))
            {
                // A long sentence may go over to the next page.
                lines.AddRange(together.Select((line, at) => new CloseLine(line, block, MayBegin: !isClose && (at == 0 || (at > 1 && at < together.Count - 1)))));
                isClose = false;
            }

            before = block;
        }

        return lines;
    }

    private static bool Belongs(Block before, Block block) => (before is TextBlock && (block is FactsBlock || IsLasting(block))) || (IsLasting(before) && block is FactsBlock);

    private static bool IsTitle(Block block, IReadOnlyList<string> titles) => block is TextBlock text && titles.Contains(text.Text);

    private static IEnumerable<Line> Title(Block block, int columns) => Line.Wrapped(((TextBlock)block).Text, columns, Ink.Strong);

    private static bool IsLasting(Block block) => block is WarningBlock warning && Screen.TellsOfGood(warning);

    private static IEnumerable<IReadOnlyList<Line>> Rows(Block block, IReadOnlyList<string> titles, int columns, PaintStyle style) => block switch
    {
        FactsBlock facts => FactsLines.Beside(facts.Facts, columns),
        TextBlock when IsTitle(block, titles) => [[.. Title(block, columns)]],
        TextBlock or WarningBlock => [[.. BlockLines.Of(block, columns, style)]],
        TableBlock => Headed([.. BlockLines.Of(block, columns, style)]),
        _ => BlockLines.Of(block, columns, style).Select(line => (IReadOnlyList<Line>)[line]),
    };

    // The titles of a table's columns stay with its first row.
    private static IEnumerable<IReadOnlyList<Line>> Headed(IReadOnlyList<Line> lines) => lines.Skip(2).Select(line => (IReadOnlyList<Line>)[line]).Prepend([.. lines.Take(2)]);

    private static IEnumerable<Block> Joined(IReadOnlyList<Block> blocks)
    {
        for (int first = 0; first < blocks.Count;)
        {
            FactsBlock[] facts = [.. blocks.Skip(first).TakeWhile(block => block is FactsBlock).Cast<FactsBlock>()];
            yield return facts.Length > 1 ? new FactsBlock([.. facts.SelectMany(block => block.Facts)]) : blocks[first];
            first += Math.Max(1, facts.Length);
        }
    }
}
