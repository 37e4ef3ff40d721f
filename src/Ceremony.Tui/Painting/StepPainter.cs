using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>
/// A step's screen with the outline beside it and the journal below. Where the step needs room, the journal shrinks first, then the outline
/// goes; whatever still does not fit is scrolled.
/// </summary>
internal static class StepPainter
{
    private const int FewestContentRows = 3;

    /// <summary>How the room between the first and the last row is divided.</summary>
    private readonly record struct Division(int Outline, int Journal);

    public static Metrics Paint(Canvas canvas, Scene scene, PaintStyle style, long now)
    {
        Division division = Choose(canvas, scene, style, now);
        int edge = canvas.Height - 2 - (division.Journal > 0 ? division.Journal + 1 : 0);
        int left = division.Outline;
        PaintFrame(canvas, scene, division, edge);

        if (division.Journal > 0)
        {
            JournalPainter.Paint(canvas, 2, edge + 1, canvas.Width - 4, division.Journal, scene.Room);
        }

        return PaintStep(canvas, scene, style, now, left, edge);
    }

    private static Metrics PaintStep(Canvas canvas, Scene scene, PaintStyle style, long now, int left, int edge)
    {
        int columns = canvas.Width - left - 4;
        int rows = edge - 2;
        PromptRows prompt = PromptLines.Of(scene, columns, now);
        int room = rows - (prompt.Lines.Count == 0 ? 0 : prompt.Lines.Count + 1);
        IReadOnlyList<Line> content = Content(scene, columns, room, style);
        int promptRows = Math.Min(prompt.Lines.Count, Math.Max(rows - 1 - Math.Min(content.Count, FewestContentRows), 1));
        int contentRows = prompt.Lines.Count == 0 ? rows : rows - 1 - promptRows;

        Metrics metrics = Rows.Paint(canvas, left + 2, 2, columns, contentRows, content, scene.Ui.Scroll);
        if (prompt.Lines.Count == 0)
        {
            Rows.PaintPosition(canvas, left + 2, edge, columns, metrics);
            return metrics;
        }

        // The question follows directly what it is about; only a long text pushes it to the lower edge.
        int rule = 2 + Math.Min(contentRows, Math.Max(metrics.Visible, 0)) + (metrics.Visible + 1 < contentRows ? 1 : 0);
        canvas.Rule(left, rule, canvas.Width - left, '├', '┤');
        Rows.PaintPosition(canvas, left + 2, rule, columns, metrics);
        Rows.PaintHidden(canvas, left + 2, edge, columns, Rows.Paint(canvas, left + 2, rule + 1, columns, promptRows, prompt.Lines, prompt.Focus - promptRows + 1 + Below(prompt)));
        return metrics;
    }

    // What has no room stands closer together; what was done before is told where there is room for it.
    private static IReadOnlyList<Line> Content(Scene scene, int columns, int rows, PaintStyle style)
    {
        IReadOnlyList<Line> content = BlockLines.Of(Blocks(scene), columns, style);
        if (content.Count > rows)
        {
            return CloseLines.Of(Blocks(scene), [], columns, style) is var close && close.Count < content.Count ? [.. close.Select(each => each.Line)] : content;
        }

        IReadOnlyList<Line> news = [.. scene.Room.News.SelectMany(each => Line.Wrapped(each, columns, Ink.Good, $"{Glyphs.Done} ", "  "))];
        return news.Count == 0 || news.Count + 1 + content.Count > rows ? content : [.. news, Line.Empty, .. content];
    }

    // The sentence under a field is shown with it.
    private static int Below(PromptRows prompt) => Math.Min(2, prompt.Lines.Count - 1 - prompt.Focus);

    private static Division Choose(Canvas canvas, Scene scene, PaintStyle style, long now)
    {
        IReadOnlyList<Division> ways = Ways(canvas, scene);
        foreach (Division way in ways)
        {
            int columns = canvas.Width - way.Outline - 4;
            int rows = canvas.Height - 4 - (way.Journal > 0 ? way.Journal + 1 : 0);
            int prompt = PromptLines.Of(scene, columns, now).Lines.Count;
            if (BlockLines.Of(Blocks(scene), columns, style).Count + (scene.Room.News.Count > 0 ? scene.Room.News.Count + 1 : 0) + (prompt > 0 ? prompt + 1 : 0) <= rows)
            {
                return way;
            }
        }

        return ways[^1];
    }

    private static IReadOnlyList<Division> Ways(Canvas canvas, Scene scene)
    {
        int most = scene.Room.JournalLines == 0 ? 0 : JournalPainter.MostRows(canvas, scene.Room);
        if (scene.Room.Acts.Count == 0)
        {
            // Before the ceremony begins there is nothing to look back at.
            return most == 0 ? [new(0, 0)] : [new(0, most), new(0, 4), new(0, 2), new(0, 0)];
        }

        int outline = OutlinePainter.Columns(canvas);
        if (canvas.Width < OutlinePainter.AlwaysFrom && scene.Screen?.Blocks.Any(block => NeedsWidth(block, canvas.Width - outline - 4)) == true)
        {
            return [new(0, most), new(0, 4), new(0, 2), new(0, 0)];
        }

        return canvas.Width < 100
            ? [new(outline, most), new(outline, 4), new(outline, 2), new(0, most), new(0, 4), new(0, 2), new(0, 0)]
            : [new(outline, most), new(outline, 4), new(outline, 2)];
    }

    // A code must be seen whole, and a wrapped table or diff is hard to read.
    private static bool NeedsWidth(Block block, int columns) => block switch
    {
        FingerprintBlock => true,
        TableBlock table => TableLines.Width(table) > columns,
        DiffBlock diff => DiffLines.Width(diff) > columns,
        _ => false,
    };

    private static IReadOnlyList<Block> Blocks(Scene scene) => OneByOne.Blocks(scene) ?? scene.Screen?.Blocks ?? [];

    private static void PaintFrame(Canvas canvas, Scene scene, Division division, int edge)
    {
        int left = division.Outline;
        bool hasJournal = division.Journal > 0;
        OutlinePainter.Paint(canvas, scene.Room, left, edge);
        canvas.Box(left, 1, canvas.Width - left, edge, scene.Screen?.Title ?? "");
        if (hasJournal)
        {
            canvas.Box(0, edge, canvas.Width, division.Journal + 2, JournalPainter.Title(scene.Room));
            canvas.Write(0, edge, "├", Ink.Frame);
            canvas.Write(canvas.Width - 1, edge, "┤", Ink.Frame);
            if (left > 0)
            {
                canvas.Write(left - 1, edge, "┴┴", Ink.Frame);
            }
        }
    }
}
