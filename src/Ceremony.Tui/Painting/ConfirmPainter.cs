using Ceremony.Core.Room;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>
/// What officers confirm. While they read, it has the whole screen but for one line that tells who has come how far; on the last page there is a pane an officer, and above them what
/// matters most.
/// </summary>
internal static class ConfirmPainter
{
    // Above and below a page that is only read: the header and the upper edge; the officers' line, the lower edge and the keys.
    private const int RowsAround = 5;
    private const int Top = 2;

    public static Metrics Paint(Canvas canvas, Scene scene, ConfirmPrompt prompt, ConfirmUi ui, PaintStyle style, long now)
    {
        var frame = new Frame(OutlinePainter.ColumnsWhereThereIsRoom(canvas, scene.Room), canvas);
        IReadOnlyList<Line> foot = [.. Foot(scene, prompt, ui, frame.Columns, now)];
        IReadOnlyList<IReadOnlyList<Line>> panes = [.. prompt.Panes.Select((pane, place) => PaneLines.Of(pane, At(scene, prompt, ui, place, now), frame.PaneColumns(prompt.Panes.Count, place) - 2))];
        int paneRows = panes.Select(pane => pane.Count).DefaultIfEmpty(-1).Max();
        int signing = frame.Bottom - Top - (foot.Count > 0 ? foot.Count + 1 : 0) - paneRows - 1;
        var pages = new ConfirmPages(scene.Screen?.Blocks ?? [], prompt, frame.Columns, canvas.Height - RowsAround, signing, style);
        int page = Math.Clamp(scene.Ui.Scroll, 0, pages.Count - 1);

        OutlinePainter.Paint(canvas, scene.Room, frame.Left, canvas.Height - 2);
        (string title, string place) = ConfirmTitle.Of(scene.Screen?.Title ?? "", prompt, page, pages.Count, frame.Width - 2);
        canvas.Box(frame.Left, 1, frame.Width, canvas.Height - 2, title);
        canvas.Write(frame.Left + frame.Width - 2 - Glyphs.Width(place), 1, place, page < pages.Count - 1 ? Ink.Warning : Ink.Quiet);
        if (page < pages.Count - 1)
        {
            PaintReading(canvas, scene, prompt, frame, pages.Page(page));
        }
        else
        {
            PaintSigning(canvas, scene, prompt, frame, pages, foot, [.. panes.Select((lines, each) => (lines, At(scene, prompt, ui, each, now).IsActive))], paneRows);
        }

        return Metrics.OfPages(pages.Count, page);
    }

    // What is left of the screen beside the outline.
    private readonly record struct Frame(int Left, Canvas Canvas)
    {
        public int Width => Canvas.Width - Left;

        public int Columns => Width - 4;

        public int Bottom => Canvas.Height - 2;

        public int PaneLeft(int count, int place) => Left + ((Width - 1) * place / count);

        public int PaneColumns(int count, int place) => PaneLeft(count, place + 1) - PaneLeft(count, place) - 1;
    }

    private static PaneLines.Pane At(Scene scene, ConfirmPrompt prompt, ConfirmUi ui, int place, long now) => scene switch
    {
        { Prompt: null, Standing: { Signing: { } signing } answered } => new(place == signing, ui.Pin, place == signing ? TimeSpan.FromMilliseconds(Math.Max(0, now - answered.Since)) : null),
        _ => new(place == ui.Pane && prompt.StepNumber is null, ui.Pin, null, prompt.StepNumber is null),
    };

    private static void PaintReading(Canvas canvas, Scene scene, ConfirmPrompt prompt, Frame frame, IReadOnlyList<Line> lines)
    {
        Rows.Paint(canvas, frame.Left + 2, Top, frame.Columns, lines.Count, lines, 0);
        canvas.Rule(frame.Left, frame.Bottom - 1, frame.Width, '├', '┤');
        for (int place = 0; place < prompt.Panes.Count; place++)
        {
            int columns = frame.PaneColumns(prompt.Panes.Count, place) - 1;
            Line reading = PaneLines.Reading(prompt.Panes[place], scene.Ui.LastRowShown, columns - 2);
            canvas.Write(frame.PaneLeft(prompt.Panes.Count, place) + 1, frame.Bottom - 1, new Line([new Span(" "), .. reading.Spans, new Span(" ")]), columns);
        }

        PaintEdge(canvas, frame, Until(prompt));
    }

    private static void PaintSigning(
        Canvas canvas, Scene scene, ConfirmPrompt prompt, Frame frame, ConfirmPages pages, IReadOnlyList<Line> foot, IReadOnlyList<(IReadOnlyList<Line> Lines, bool IsActive)> panes, int paneRows)
    {
        int footEdge = frame.Bottom - (foot.Count > 0 ? foot.Count + 1 : 0);
        int paneEdge = footEdge - paneRows - 1;
        IReadOnlyList<Line> lines = pages.Page(pages.Count - 1);
        int journal = pages.Count > 1 ? 0 : JournalRows(canvas, scene, paneEdge - Top - lines.Count);
        int moved = journal > 0 ? journal + 1 : 0;
        int row = Top;
        if (pages.Pinned.Count > 0)
        {
            Rows.Paint(canvas, frame.Left + 2, row, frame.Columns, pages.Pinned.Count, pages.Pinned, 0);
            row += pages.Pinned.Count;
            canvas.Rule(frame.Left, row++, frame.Width, '├', '┤');
        }

        Rows.Paint(canvas, frame.Left + 2, row, frame.Columns, lines.Count, lines, 0);
        if (foot.Count > 0)
        {
            canvas.Rule(frame.Left, footEdge - moved, frame.Width, '├', '┤');
            Rows.Paint(canvas, frame.Left + 2, footEdge - moved + 1, frame.Columns, foot.Count, foot, 0);
        }

        PaintPanes(canvas, prompt, frame, panes, paneEdge - moved, paneRows, isOpenBelow: foot.Count > 0 || journal > 0);
        if (journal > 0)
        {
            canvas.Rule(frame.Left, frame.Bottom - moved, frame.Width, '├', '┤', JournalPainter.Title(scene.Room));
            JournalPainter.Paint(canvas, frame.Left + 2, frame.Bottom - journal, frame.Columns, journal, scene.Room);
        }

        PaintEdge(canvas, frame, prompt.StepNumber is null && panes.Count > 0 ? Joined(Until(prompt), pages.Count == 1 ? "the PIN signs exactly what stands above" : $"the PIN signs exactly what stands on all {pages.Count} pages") : Until(prompt));
    }

    // The journal takes what is left over on a large terminal.
    private static int JournalRows(Canvas canvas, Scene scene, int spare) => spare >= 6 ? Math.Min(spare - 2, JournalPainter.MostRows(canvas, scene.Room)) : 0;

    private static void PaintPanes(Canvas canvas, ConfirmPrompt prompt, Frame frame, IReadOnlyList<(IReadOnlyList<Line> Lines, bool IsActive)> panes, int edge, int rows, bool isOpenBelow)
    {
        if (panes.Count == 0)
        {
            return;
        }

        canvas.Rule(frame.Left, edge, frame.Width, '├', '┤');
        for (int place = 0; place < panes.Count; place++)
        {
            (int left, int columns) = (frame.PaneLeft(panes.Count, place), frame.PaneColumns(panes.Count, place));
            (IReadOnlyList<Line> lines, bool isActive) = panes[place];
            if (isActive)
            {
                canvas.Fill(left + 1, edge, columns, '═', Ink.Strong);
            }

            string mark = isActive ? $"{Glyphs.Open} " : "";
            canvas.Write(left + 1, edge, $" {mark}{PaneLines.Whose(prompt.Panes[place], columns - 3 - mark.Length)} ", isActive ? Ink.Strong : Ink.Quiet);
            for (int row = 0; row < rows; row++)
            {
                if (place > 0)
                {
                    canvas.Write(left, edge + 1 + row, "│", Ink.Frame);
                }

                canvas.Write(left + 2, edge + 1 + row, row < lines.Count ? lines[row] : Line.Empty, columns - 2);
            }

            if (place > 0)
            {
                canvas.Write(left, edge, "┬", Ink.Frame);
                canvas.Write(left, edge + rows + 1, isOpenBelow || edge + rows + 1 == frame.Bottom ? "┴" : "─", Ink.Frame);
            }
        }
    }

    private static void PaintEdge(Canvas canvas, Frame frame, string text)
    {
        if (text.Length > 0)
        {
            canvas.Write(frame.Left + 2, frame.Bottom, $" {Glyphs.Cut(text, frame.Columns - 2)} ", Ink.Quiet);
        }
    }

    private static string Until(ConfirmPrompt prompt) => prompt.Until is { } until ? $"valid until {until}" : "";

    private static string Joined(params IEnumerable<string> parts) => string.Join($" {Glyphs.Ahead} ", parts.Where(part => part.Length > 0));

    private static IEnumerable<Line> Foot(Scene scene, ConfirmPrompt prompt, ConfirmUi ui, int columns, long now)
    {
        IEnumerable<Line> trouble = prompt.Trouble is { } text ? Line.Wrapped(text, columns, Ink.Bad, $"{Glyphs.Not} ", "  ") : [];
        if (scene is { Prompt: null })
        {
            return [.. trouble, .. scene.Standing?.Signing is null ? PromptLines.Of(scene, columns, now).Lines : []];
        }

        if (prompt.StepNumber is null)
        {
            IEnumerable<Line> told = prompt.Foot is { } foot ? Line.Wrapped(foot, columns) : [];
            return [.. trouble, .. told, .. prompt.Hint is { } hint ? [Line.Of($"REHEARSAL: type {hint}", Ink.Rehearsal)] : Array.Empty<Line>()];
        }

        IEnumerable<Span> number = prompt.Hint is { } wanted ? [new Span("  "), new Span($"REHEARSAL: type {wanted}", Ink.Rehearsal)] : [];
        return
        [
            .. trouble,
            Line.Of($"{(prompt.Panes.All(pane => pane.ConfirmedAt is not null) ? "All" : "Enough")} officers have confirmed. Nothing is done until the number is typed."),
            new Line([new Span(prompt.Titles.Count == 0 ? "To do it, type the number of this step:  " : "To do it all, type the first step's number:  "), .. FieldLines.Text(ui.Number, 9, isFocused: true), .. number]),
        ];
    }
}
