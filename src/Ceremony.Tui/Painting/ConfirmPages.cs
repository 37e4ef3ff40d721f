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

    // A page ends so many rows early at most, so that it does not end within what belongs together.
    private const int MostLeft = 5;

    private readonly IReadOnlyList<CloseLine> _lines;
    private readonly List<int> _begins = [];
    private readonly IReadOnlyList<string> _titles;
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
        _titles = prompt.Titles;
        _readingRows = Math.Max(1, readingRows);
        _lastRows = Math.Max(1, signingRows);
        _lines = CloseLines.Apart(blocks, prompt.Titles, columns, style);
        if (_lines.Count <= _lastRows)
        {
            return;
        }

        _lines = CloseLines.Of(blocks, prompt.Titles, columns, style);
        if (_lines.Count <= _lastRows)
        {
            return;
        }

        // What is put above takes rows from what is below, by which more may go out of sight.
        for (int rows = 0; rows != _lastRows;)
        {
            rows = _lastRows;
            Pinned = Fit(Sentences(prompt, columns, _lines.Count - rows, style), columns, Math.Min(signingRows / 2, signingRows - FewestRows - 1));
            _lastRows = Math.Max(1, signingRows - (Pinned.Count > 0 ? Pinned.Count + 1 : 0) - (_titles.Count > 0 ? 1 : 0));
        }

        for (int begin = 0; begin < _lines.Count - _lastRows; begin = End(begin))
        {
            _begins.Add(begin);
        }
    }

    /// <summary>How many pages there are.</summary>
    public int Count => _begins.Count + 1;

    /// <summary>How many rows there are on all pages.</summary>
    public int Rows => _lines.Count;

    /// <summary>What stands above the last page's rows, so that it is in sight.</summary>
    public IReadOnlyList<Line> Pinned { get; } = [];

    /// <summary>The rows of a page, counted from 0.</summary>
    public IReadOnlyList<Line> Page(int page)
    {
        int begin = page < Count - 1 ? _begins[page] : Math.Max(0, _lines.Count - _lastRows);
        int end = page < Count - 1 ? End(begin) : _lines.Count;
        IEnumerable<Line> lines = _lines.Skip(begin).Take(end - begin).Select(each => each.Line).SkipWhile(line => line.Spans.Count == 0);
        return [.. Continued(begin) is { } title ? [Line.Of($"{title} {Glyphs.More}", Ink.Quiet)] : Array.Empty<Line>(), .. lines];
    }

    // The title of the part within which a page begins; null where it begins with a title, or nothing has one.
    private string? Continued(int begin)
    {
        int first = begin + (_lines[begin].Line.Spans.Count == 0 ? 1 : 0);
        return begin == 0 || _titles.Count == 0 || IsTitle(_lines[Math.Min(first, _lines.Count - 1)]) ? null
            : _lines.Take(begin).LastOrDefault(IsTitle).Block is TextBlock title ? title.Text : null;
    }

    private bool IsTitle(CloseLine line) => line.Block is TextBlock text && line.Line.Spans.Count > 0 && _titles.Contains(text.Text);

    private int End(int begin)
    {
        int end = Math.Min(_lines.Count, begin + _readingRows + (_lines[begin].Line.Spans.Count == 0 ? 1 : 0) - (Continued(begin) is null ? 0 : 1));
        for (int left = 0; left <= MostLeft && end - left > begin + 1 && end < _lines.Count; left++)
        {
            if (_lines[end - left].MayBegin)
            {
                return end - left;
            }
        }

        return Math.Max(begin + 1, end);
    }

    // Those sentences of which the last page would not show the first row, and what of it cannot be undone; the rows of each.
    private IReadOnlyList<IReadOnlyList<Line>> Sentences(ConfirmPrompt prompt, int columns, int first, PaintStyle style) =>
    [
        .. _lines.Take(first).Where(each => each.Line.Spans.Count > 0).Select(each => each.Block).Distinct(ReferenceEqualityComparer.Instance).OfType<Block>().Select(block => (IReadOnlyList<Line>)(block switch
        {
            TextBlock text when prompt.Sentences.Contains(text.Text) => [.. Line.Wrapped(text.Text, columns, Ink.Strong)],
            WarningBlock warning when Screen.TellsOfGood(warning) => [.. BlockLines.Of(warning, columns, style)],
            _ => [],
        })).Where(lines => lines.Count > 0),
    ];

    // Where there are too many to leave room for anything else, as many whole ones as fit, and how many more there are.
    private static IReadOnlyList<Line> Fit(IReadOnlyList<IReadOnlyList<Line>> sentences, int columns, int rows)
    {
        if (sentences.Sum(each => each.Count) <= rows)
        {
            return [.. sentences.SelectMany(each => each)];
        }

        var lines = new List<Line>();
        int taken = 0;
        while (lines.Count + sentences[taken].Count < rows)
        {
            lines.AddRange(sentences[taken++]);
        }

        string more = taken == 0 ? "what is done stands on the first page" : $"and {sentences.Count - taken} more, on the pages before";
        return rows < 2 ? [] : [.. lines, Line.Of(Glyphs.Cut($"{Glyphs.More} {more}", columns), Ink.Quiet)];
    }
}
