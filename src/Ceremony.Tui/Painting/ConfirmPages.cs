using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>
/// What officers confirm, divided into pages: as many as fill the screen while they read, then one that leaves room for the panes in which they sign. On that one the sentences of
/// what is done, and what of it cannot be undone, stand again, where they would have gone out of sight.
/// </summary>
internal sealed class ConfirmPages
{
    private const int FewestRows = 3;

    private readonly IReadOnlyList<Line> _lines;
    private readonly int _readingRows;
    private readonly int _lastRows;

    /// <param name="blocks">What stands on the screen.</param>
    /// <param name="prompt">The confirmation.</param>
    /// <param name="columns">The columns of a page.</param>
    /// <param name="readingRows">The rows of a page that is only read.</param>
    /// <param name="signingRows">The rows of the last page.</param>
    /// <param name="style">What the terminal can show.</param>
    public ConfirmPages(IReadOnlyList<Block> blocks, ConfirmPrompt prompt, int columns, int readingRows, int signingRows, PaintStyle style)
    {
        _lines = BlockLines.Of(blocks, columns, style);
        _readingRows = Math.Max(1, readingRows);
        _lastRows = Math.Max(1, signingRows);
        if (_lines.Count <= _lastRows)
        {
            Count = 1;
            return;
        }

        // What is put above takes rows from what is below, by which more may go out of sight.
        for (int rows = 0; rows != _lastRows;)
        {
            rows = _lastRows;
            IReadOnlyList<Line> sentences = Sentences(blocks, prompt, columns, _lines.Count - rows, style);
            Pinned = Fit(sentences, prompt.Sentences.Count, columns, Math.Min(signingRows / 2, signingRows - FewestRows - 1));
            _lastRows = Math.Max(1, signingRows - (Pinned.Count > 0 ? Pinned.Count + 1 : 0));
        }

        Count = 1 + ((_lines.Count - _lastRows + _readingRows - 1) / _readingRows);
    }

    /// <summary>How many pages there are.</summary>
    public int Count { get; }

    /// <summary>How many rows there are on all pages.</summary>
    public int Rows => _lines.Count;

    /// <summary>What stands above the last page's rows, so that it is in sight.</summary>
    public IReadOnlyList<Line> Pinned { get; } = [];

    /// <summary>The rows of a page, counted from 0.</summary>
    public IReadOnlyList<Line> Page(int page) => page < Count - 1
        ? [.. _lines.Skip(page * _readingRows).Take(_readingRows)]
        : [.. _lines.Skip(Math.Max(0, _lines.Count - _lastRows)).SkipWhile(line => line.Spans.Count == 0)];

    // Those sentences of which the last page would not show the first row, and what of it cannot be undone.
    private static IReadOnlyList<Line> Sentences(IReadOnlyList<Block> blocks, ConfirmPrompt prompt, int columns, int first, PaintStyle style)
    {
        var lines = new List<Line>();
        int row = 0;
        foreach (Block block in blocks)
        {
            IReadOnlyList<Line> painted = BlockLines.Of([block], columns, style);
            if (row < first)
            {
                lines.AddRange(block switch
                {
                    TextBlock text when prompt.Sentences.Contains(text.Text) => Line.Wrapped(text.Text, columns, Ink.Strong),
                    WarningBlock warning when Screen.TellsOfGood(warning) => painted,
                    _ => [],
                });
            }

            row += painted.Count + 1;
        }

        return lines;
    }

    // Where there are too many to leave room for anything else, the first ones and how many rows there are more.
    private static IReadOnlyList<Line> Fit(IReadOnlyList<Line> lines, int sentences, int columns, int rows)
    {
        if (lines.Count <= rows)
        {
            return lines;
        }

        string more = sentences == 1 ? "and more, on the first page" : $"and more: {sentences} sentences, on the pages before";
        return rows < 2 ? [] : [.. lines.Take(rows - 1), Line.Of(Glyphs.Cut($"{Glyphs.More} {more}", columns), Ink.Quiet)];
    }
}
