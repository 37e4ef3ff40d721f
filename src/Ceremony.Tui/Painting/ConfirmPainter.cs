using Ceremony.Core.Room;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>What officers confirm, over the whole width, and below it one pane per officer.</summary>
internal static class ConfirmPainter
{
    private const int FewestPaneRows = 4;

    public static Metrics Paint(Canvas canvas, Scene scene, ConfirmPrompt prompt, ConfirmUi ui, PaintStyle style)
    {
        int columns = canvas.Width - 4;
        IReadOnlyList<Line> foot = [.. Foot(prompt, ui, columns)];
        int footEdge = canvas.Height - 3 - foot.Count;
        int paneRows = prompt.Panes.Select(pane => Open(scene, pane, ui, columns / Math.Max(1, prompt.Panes.Count), isActive: true).Count()).Append(FewestPaneRows).Max();
        int paneEdge = footEdge - 1 - (prompt.Panes.Count > 0 ? paneRows : -1);
        int journal = JournalRows(canvas, scene, style, paneEdge - 2);
        footEdge -= journal > 0 ? journal + 1 : 0;
        paneEdge -= journal > 0 ? journal + 1 : 0;
        bool isIrreversible = scene.Screen?.Irreversible == true;

        canvas.Box(0, 1, canvas.Width, canvas.Height - 2, "");
        canvas.Rule(0, 1, canvas.Width, '┌', '┐', Title(scene), isIrreversible ? Ink.Warning : Ink.Title);
        Metrics metrics = Rows.Paint(canvas, 2, 2, columns, paneEdge - 2, BlockLines.Of(scene.Screen?.Blocks ?? [], columns, style), scene.Ui.Scroll);
        if (prompt.Panes.Count > 0)
        {
            PaintPanes(canvas, scene, prompt, ui, paneEdge, paneRows);
        }
        else
        {
            canvas.Rule(0, footEdge, canvas.Width, '├', '┤');
        }

        // The lower edge belongs to the officers' names.
        Rows.PaintPosition(canvas, 2, 1, columns, metrics);
        Rows.Paint(canvas, 2, footEdge + 1, columns, foot.Count, foot, 0);
        if (journal > 0)
        {
            canvas.Rule(0, footEdge + foot.Count + 1, canvas.Width, '├', '┤', JournalPainter.Title(scene.Room));
            JournalPainter.Paint(canvas, 2, footEdge + foot.Count + 2, columns, journal, scene.Room);
        }

        return metrics;
    }

    // The journal takes what is left over on a large terminal.
    private static int JournalRows(Canvas canvas, Scene scene, PaintStyle style, int contentRows)
    {
        int spare = contentRows - BlockLines.Of(scene.Screen?.Blocks ?? [], canvas.Width - 4, style).Count;
        return spare >= 6 ? Math.Min(spare - 2, JournalPainter.MostRows(canvas, scene.Room)) : 0;
    }

    private static string Title(Scene scene) => scene.Screen switch
    {
        { Irreversible: true, Title: "This cannot be undone" } => "This cannot be undone",
        { Irreversible: true } screen => $"This cannot be undone: {screen.Title}",
        { } screen => screen.Title,
        null => "",
    };

    private static void PaintPanes(Canvas canvas, Scene scene, ConfirmPrompt prompt, ConfirmUi ui, int edge, int rows)
    {
        int count = prompt.Panes.Count;
        canvas.Rule(0, edge, canvas.Width, '├', '┤');
        canvas.Rule(0, edge + rows + 1, canvas.Width, '├', '┤');
        for (int place = 0; place < count; place++)
        {
            int left = (canvas.Width - 1) * place / count;
            int columns = ((canvas.Width - 1) * (place + 1) / count) - left - 1;
            bool isActive = place == ui.Pane && prompt.StepNumber is null;
            canvas.Write(left + 1, edge, $" {Glyphs.Cut(prompt.Panes[place].Person, columns - 4)} ", isActive ? Ink.Strong : Ink.Title);
            if (place > 0)
            {
                canvas.Write(left, edge, "┬", Ink.Frame);
                canvas.Write(left, edge + rows + 1, "┴", Ink.Frame);
            }

            int row = edge + 1;
            foreach (Line line in Pane(scene, prompt, prompt.Panes[place], ui, columns - 2, isActive).Take(rows))
            {
                canvas.Write(left + 2, row++, line, columns - 2);
            }

            for (int at = edge + 1; place > 0 && at <= edge + rows; at++)
            {
                canvas.Write(left, at, "│", Ink.Frame);
            }
        }
    }

    private static IEnumerable<Line> Pane(Scene scene, ConfirmPrompt prompt, ConfirmPane pane, ConfirmUi ui, int columns, bool isActive) => pane.ConfirmedAt is { } at
        ? [
            .. Whose(pane, columns),
            Line.Of($"{Glyphs.Done} {(prompt.IsProposal ? "has confirmed" : "has signed")}  {at}", Ink.Good),
            Line.Of("  signature verified", Ink.Quiet),
        ]
        : Open(scene, pane, ui, columns, isActive);

    private static IEnumerable<Line> Open(Scene scene, ConfirmPane pane, ConfirmUi ui, int columns, bool isActive) =>
    [
        .. Whose(pane, columns),
        PinLine(scene, ui, columns, isActive),
        .. pane.State is { } state && PromptLines.Tries(state) is { Length: > 0 } tries ? [Line.Of(Glyphs.Cut(tries, columns), PromptLines.TriesInk(state))] : Array.Empty<Line>(),
        .. pane.Hint is { } hint ? [Line.Of($"REHEARSAL: type {hint}", Ink.Warning)] : Array.Empty<Line>(),
    ];

    private static IReadOnlyList<Line> Whose(ConfirmPane pane, int columns) =>
        [Line.Of(Glyphs.Cut(pane.Officer, columns), Ink.Strong), Line.Of(Glyphs.Cut(pane.Token, columns), Ink.Foreign)];

    private static Line PinLine(Scene scene, ConfirmUi ui, int columns, bool isActive)
    {
        if (!isActive)
        {
            return Line.Of("  PIN   Tab to type here", Ink.Quiet);
        }

        return scene.Ui.LastRowShown
            ? new Line([new Span($"{Glyphs.Open} PIN  ", Ink.Strong), .. PromptLines.Dots(ui.Pin, Math.Min(16, columns - 8), isFocused: true)])
            : Line.Of("Read to the last row first: Enter", Ink.Warning);
    }

    private static string Until(ConfirmPrompt prompt) => prompt.Until is { } until ? $" The proposal is good until {until}." : "";

    private static IEnumerable<Line> Foot(ConfirmPrompt prompt, ConfirmUi ui, int columns)
    {
        if (prompt.Trouble is { } trouble)
        {
            foreach (Line line in Line.Wrapped(trouble, columns, Ink.Bad, $"{Glyphs.Not} ", "  "))
            {
                yield return line;
            }
        }

        string text = prompt.StepNumber is null
            ? prompt.Foot ?? $"Each officer reads this screen to its end and types their own PIN; the PIN signs exactly what it says. Any officer may refuse with F8 and a reason.{Until(prompt)}"
            : "All officers have confirmed. Nothing is done until the number is typed.";
        foreach (Line line in Line.Wrapped(text, columns))
        {
            yield return line;
        }

        if (prompt.StepNumber is not null)
        {
            IEnumerable<Span> told = prompt.Hint is { } number ? [new Span($"  REHEARSAL: type {number}", Ink.Warning)] : [];
            yield return new Line([new Span("To do it, type the number of this step:  "), .. FieldLines.Text(ui.Number, 9, isFocused: true), .. told]);
        }
        else if (prompt.Hint is { } hint)
        {
            yield return Line.Of($"REHEARSAL: type {hint}", Ink.Warning);
        }
    }
}
