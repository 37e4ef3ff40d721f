using Ceremony.Core.Room;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>What was painted.</summary>
/// <param name="Canvas">The grid.</param>
/// <param name="Metrics">What keys need to know about it.</param>
internal sealed record Painted(Canvas Canvas, Metrics Metrics);

/// <summary>
/// Paints a scene on a grid of cells. A function of its arguments alone: what people see can be tested, and compared, without a terminal.
/// </summary>
internal static class Painter
{
    public const int SmallestWidth = 80;
    public const int SmallestHeight = 24;

    // The rows that a code of two characters a module takes with its frame.
    private const int LargeHeight = 40;

    /// <summary>Paints everything.</summary>
    /// <param name="scene">What is on the screen.</param>
    /// <param name="style">What the terminal can show.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="utc">The time shown in the frame.</param>
    /// <param name="now">The room's clock, in milliseconds.</param>
    public static Painted Paint(Scene scene, PaintStyle style, int width, int height, DateTimeOffset utc, long now)
    {
        var canvas = new Canvas(width, height, style.Glyphs);
        if (width < SmallestWidth || height < SmallestHeight)
        {
            return new Painted(canvas, PaintTooSmall(canvas));
        }

        style = style with { IsLarge = width >= OutlinePainter.AlwaysFrom && height >= LargeHeight };
        Metrics metrics = (scene.Prompt, scene.Ui.Prompt) switch
        {
            (null, _) when scene.Standing is { } answered => ConfirmPainter.Paint(canvas, scene, answered.Prompt, answered.Ui, style, now),
            (ConfirmPrompt prompt, ConfirmUi ui) => ConfirmPainter.Paint(canvas, scene, prompt, ui, style, now),
            (ShowSecretPrompt prompt, SecretUi ui) => SecretPainter.Paint(canvas, scene, prompt, ui, style),
            _ => StepPainter.Paint(canvas, scene, style, now),
        };
        if (scene.Ui.Overlay is { } overlay)
        {
            metrics = OverlayPainter.Paint(canvas, overlay, style);
        }

        HeaderPainter.Paint(canvas, scene.Room, utc);
        KeysPainter.Paint(canvas, scene with { Ui = Reducer.Painted(scene.Ui, metrics) }, metrics.IsScrolling);
        return new Painted(canvas, metrics);
    }

    private static Metrics PaintTooSmall(Canvas canvas)
    {
        string text = $"The terminal has {canvas.Width} columns and {canvas.Height} rows. The ceremony needs {SmallestWidth} columns and {SmallestHeight} rows: make the terminal larger. Nothing is lost.";
        int row = 0;
        foreach (Line line in Line.Wrapped(text, Math.Max(1, canvas.Width), Ink.Warning))
        {
            canvas.Write(0, row++, line, canvas.Width);
        }

        return new Metrics(0, 0, 0, IsTooSmall: true);
    }
}
