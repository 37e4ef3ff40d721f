using System.Text;
using Ceremony.Tui.Painting;
using Terminal.Gui.Drivers;

namespace Ceremony.Tui.Tty;

/// <summary>Copies the grid of cells to the terminal, row by row where something changed. It decides nothing. Terminal.Gui opens and restores the terminal, and writes the cells.</summary>
internal sealed class Display : IDisposable
{
    private const uint WindowSize = 0x5413;

    private readonly Palette _palette;
    private readonly OutputBufferImpl _cells = new();
    private readonly AnsiOutput? _terminal;
    private readonly (int Width, int Height) _headless;
    private readonly Dictionary<Rune, string> _letters = [];
    private Canvas? _shown;

    /// <param name="palette">The colours.</param>
    /// <param name="headless">The size of a display without a terminal; null where there is one.</param>
    public Display(Palette palette, (int Width, int Height)? headless)
    {
        _palette = palette;
        _headless = headless ?? default;
        if (headless is null)
        {
            _terminal = new AnsiOutput { Force16Colors = true };

            // The mouse means nothing here; without its reports people can mark text as in any terminal.
            _terminal.Write(EscSeqUtils.CSI_DisableMouseEvents);
        }
    }

    /// <summary>How large the terminal is now; as it was where it does not tell.</summary>
    public (int Width, int Height) Size =>
        _terminal is null ? _headless
        : TerminalCalls.Control(TerminalCalls.Keyboard, WindowSize, out TerminalSize size) == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows)
        : (_shown?.Width ?? Painter.SmallestWidth, _shown?.Height ?? Painter.SmallestHeight);

    /// <summary>Shows a grid, which is the display's from then on.</summary>
    public void Show(Canvas canvas)
    {
        if (_cells.Cols != canvas.Width || _cells.Rows != canvas.Height)
        {
            _cells.SetSize(canvas.Width, canvas.Height);
            _shown = null;
        }

        for (int row = 0; row < canvas.Height; row++)
        {
            if (_shown is null || !canvas.HasSameRow(_shown, row))
            {
                Copy(canvas, row);
            }
        }

        _terminal?.Write(_cells);
        _shown?.Wipe();
        _shown = canvas;

        // Terminal.Gui's own cells are overwritten by the next grid, all of them; this one must not outlive the moment.
        if (canvas.HoldsSecret)
        {
            canvas.Wipe();
            _shown = null;
        }
    }

    /// <summary>The cells as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int row = 0; row < _cells.Rows; row++)
        {
            for (int column = 0; column < _cells.Cols; column++)
            {
                text.Append(_cells.Contents![row, column].Grapheme);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose() => _terminal?.Dispose();

    // A letter and its marks are one grapheme, and go to the terminal together; a wide one takes the place beside it.
    private void Copy(Canvas canvas, int row)
    {
        for (int column = 0; column < canvas.Width; column++)
        {
            Cell cell = canvas[column, row];
            string letter = cell.Rune is { } rune ? Letter(rune) + cell.Marks : "";
            _cells.Contents![row, column] = new Terminal.Gui.Drawing.Cell(_palette[cell.Ink], IsDirty: cell.Rune is not null, letter);
        }

        _cells.DirtyLines[row] = true;
    }

    private string Letter(Rune rune) => _letters.TryGetValue(rune, out string? letter) ? letter : _letters[rune] = rune.ToString();
}
