using System.Text;
using QRCoder;

namespace Ceremony.Tui.Painting;

/// <summary>Draws a QR code (ISO/IEC 18004) in half blocks: two modules per character.</summary>
internal static class QrLines
{
    // The standard wants four modules of quiet zone; readers need two, and a screen has few rows to spare.
    private const int QuietZone = 2;
    private const int QuietZoneOfTheLibrary = 4;

    /// <summary>
    /// Rows of equal width. Light modules are drawn and dark ones left out, as for a dark terminal, or the other way round.
    /// Text of capital letters, digits and colons is packed most densely (ISO/IEC 18004 §7.4.4).
    /// </summary>
    public static IReadOnlyList<string> Of(string text, bool darkOnLight)
    {
        (int size, Func<int, int, bool> isDark) = Modules(text);

        // Where the number of rows is odd, the half row left over belongs to the quiet zone.
        bool IsDrawn(int column, int row) => row < size ? isDark(column, row) == darkOnLight : !darkOnLight;

        var rows = new List<string>();
        for (int row = 0; row < size; row += 2)
        {
            var line = new StringBuilder(size);
            for (int column = 0; column < size; column++)
            {
                line.Append((IsDrawn(column, row), IsDrawn(column, row + 1)) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            rows.Add(line.ToString());
        }

        return rows;
    }

    /// <summary>The same, four times as large: two characters a module.</summary>
    public static IEnumerable<string> Large(string text, bool darkOnLight)
    {
        (int size, Func<int, int, bool> isDark) = Modules(text);
        return Enumerable.Range(0, size).Select(row => string.Concat(Enumerable.Range(0, size).Select(column => isDark(column, row) == darkOnLight ? "██" : "  ")));
    }

    private static (int Size, Func<int, int, bool> IsDark) Modules(string text)
    {
        using var generator = new QRCodeGenerator();
        using QRCodeData code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        int margin = QuietZoneOfTheLibrary - QuietZone;
        bool[][] modules = [.. code.ModuleMatrix.Skip(margin).SkipLast(margin).Select(row => row.Cast<bool>().Skip(margin).SkipLast(margin).ToArray())];
        return (modules.Length, (column, row) => modules[row][column]);
    }
}
