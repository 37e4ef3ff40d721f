using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>What lies over the screen: help, a form, the menu.</summary>
internal static class OverlayPainter
{
    private const int Widest = 80;
    private const int Margin = 6;

    public static Metrics Paint(Canvas canvas, Overlay overlay, PaintStyle style)
    {
        bool isWide = overlay is TextOverlay { Blocks: [FingerprintBlock, ..] };
        int width = isWide ? Math.Min(canvas.Width, Widest) : Math.Min(canvas.Width - Margin, Widest);
        int columns = width - 4;
        IReadOnlyList<Line> content = overlay switch
        {
            TextOverlay text => BlockLines.Of(text.Blocks, columns, style),
            FormOverlay form => BlockLines.Of(form.Blocks, columns, style),
            _ => [],
        };
        PromptRows prompt = overlay switch
        {
            FormOverlay form => FieldLines.Of(form.Form, form.Ui, columns),
            MenuOverlay menu => PromptLines.Choices(menu.Choices, menu.Ui, columns),
            _ => PromptRows.None,
        };

        bool hasBoth = content.Count > 0 && prompt.Lines.Count > 0;
        int most = canvas.Height - 4;
        int promptRows = Math.Min(prompt.Lines.Count, most - (hasBoth ? 2 : 0));
        int contentRows = Math.Min(content.Count, most - promptRows - (hasBoth ? 1 : 0));
        int rows = contentRows + promptRows + (hasBoth ? 1 : 0);
        int left = (canvas.Width - width) / 2;
        int top = 1 + Math.Max(0, (canvas.Height - 2 - rows - 2) / 2);

        canvas.Box(left, top, width, rows + 2, overlay.Title, Ink.Strong);
        Metrics metrics = Rows.Paint(canvas, left + 2, top + 1, columns, contentRows, content, overlay is TextOverlay reading ? reading.Scroll : 0);
        Metrics typed = Rows.Paint(canvas, left + 2, top + 1 + contentRows + (hasBoth ? 1 : 0), columns, promptRows, prompt.Lines, prompt.Focus - promptRows + 2);
        Rows.PaintHidden(canvas, left + 2, top + rows + 1, columns, typed);
        Rows.PaintPosition(canvas, left + 2, top + rows + 1, columns, metrics);
        return metrics;
    }
}
