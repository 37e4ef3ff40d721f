using System.Globalization;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>A secret for its holder alone: beside it, on a large terminal, the outline and nothing else.</summary>
internal static class SecretPainter
{
    public static Metrics Paint(Canvas canvas, Scene scene, ShowSecretPrompt prompt, SecretUi ui, PaintStyle style)
    {
        int left = OutlinePainter.ColumnsWhereThereIsRoom(canvas, scene.Room);
        int columns = canvas.Width - left - 4;
        OutlinePainter.Paint(canvas, scene.Room, left, canvas.Height - 2);
        canvas.Box(left, 1, canvas.Width - left, canvas.Height - 2, prompt.What);
        IReadOnlyList<Line> foot = [.. Foot(prompt, ui, columns)];
        int edge = canvas.Height - 3 - foot.Count;
        canvas.Rule(left, edge, canvas.Width - left, '├', '┤');
        Rows.Paint(canvas, left + 2, edge + 1, columns, foot.Count, foot, 0);

        // The screen's own words come first; the secret takes the rest, in its middle.
        IReadOnlyList<Line> content = [.. Head(scene, prompt, columns, style)];
        int secretRows = Math.Max(Digits.Rows, Math.Min(SecretRows(canvas, prompt, columns), edge - 5));
        Metrics metrics = Rows.Paint(canvas, left + 2, 2, columns, edge - 4 - secretRows, content, scene.Ui.Scroll);
        Rows.PaintPosition(canvas, left + 2, edge, columns, metrics);
        int row = 3 + metrics.Visible + Math.Max(0, (edge - 3 - metrics.Visible - secretRows) / 2);
        if (scene.Ui.Overlay is null && ui.IsShown)
        {
            canvas.HoldsSecret = true;
            prompt.Secret.Reveal(bytes =>
            {
                Digits.Paint(canvas, left + 2, row, columns, edge - row, bytes);
                return true;
            });
        }
        else
        {
            Digits.PaintCrossedOut(canvas, left + 2, row, columns, prompt.Secret.Length);
        }

        return metrics;
    }

    private static int SecretRows(Canvas canvas, ShowSecretPrompt prompt, int columns) =>
        prompt.Secret.Reveal(bytes => ((Digits.Width(canvas, bytes) / columns) + 1) * (Digits.Rows + 1)) - 1;

    private static IEnumerable<Line> Head(Scene scene, ShowSecretPrompt prompt, int columns, PaintStyle style)
    {
        IReadOnlyList<Block> blocks = [.. (scene.Screen?.Blocks ?? []).Where(block => block is not SecretBlock)];
        return blocks.Count > 0
            ? BlockLines.Of(blocks, columns, style)
            : Line.Wrapped($"Only {prompt.Holder} looks at the screen. Everyone else turns away now. Nobody films or photographs. It is not recorded anywhere.", columns);
    }

    private static IEnumerable<Line> Foot(ShowSecretPrompt prompt, SecretUi ui, int columns)
    {
        if (prompt.Trouble is { } trouble)
        {
            foreach (Line line in Line.Wrapped(trouble, columns, Ink.Bad, $"{Glyphs.Not} ", "  "))
            {
                yield return line;
            }
        }

        string times = ui.TimesShown switch
        {
            0 => "Press Space to show it for about a second, as often as you want.",
            1 => "Shown once so far. Press Space to see it again.",
            _ => string.Create(CultureInfo.InvariantCulture, $"Shown {ui.TimesShown} times so far. Press Space to see it again."),
        };
        yield return Line.Of(times, Ink.Quiet);
        yield return new Line([new Span("Then type it without looking, to show that you read it: "), .. PromptLines.Dots(ui.Typed, Math.Min(20, columns - 56), isFocused: true)]);
    }
}
