using Ceremony.Tui.Painting;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Ceremony.Tui.Tty;

/// <summary>Copies the grid of cells to the terminal. It decides nothing.</summary>
internal sealed class SceneView : Runnable
{
    private readonly Palette _palette;
    private Canvas? _canvas;

    public SceneView(Palette palette)
    {
        _palette = palette;
        Width = Dim.Fill();
        Height = Dim.Fill();
        CanFocus = true;
        BorderStyle = Terminal.Gui.Drawing.LineStyle.None;
    }

    /// <summary>Whether the grid that was shown last has been painted.</summary>
    public bool IsPainted { get; private set; }

    /// <summary>Shows a grid.</summary>
    public void Show(Canvas canvas)
    {
        if (canvas.SameAs(_canvas))
        {
            return;
        }

        _canvas?.Wipe();
        _canvas = canvas;
        IsPainted = false;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        if (_canvas is not { } canvas)
        {
            return true;
        }

        for (int row = 0; row < Math.Min(canvas.Height, Viewport.Height); row++)
        {
            DrawRow(canvas, row, Math.Min(canvas.Width, Viewport.Width));
        }

        IsPainted = true;

        // Terminal.Gui's own buffer is overwritten by the next grid; this one must not outlive the moment.
        if (canvas.HoldsSecret)
        {
            canvas.Wipe();
        }

        return true;
    }

    private void DrawRow(Canvas canvas, int row, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            Cell cell = canvas[column, row];
            if (cell.Rune is { } rune)
            {
                SetAttribute(_palette[cell.Ink]);
                if (cell.Marks.Length == 0)
                {
                    AddRune(column, row, rune);
                }
                else
                {
                    // A letter and its marks are one grapheme, and go to the terminal together.
                    AddStr(column, row, rune + cell.Marks);
                }
            }
        }
    }
}
