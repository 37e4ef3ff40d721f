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
        using var generator = new QRCodeGenerator();
        using QRCodeData code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        int margin = QuietZoneOfTheLibrary - QuietZone;
        int size = code.ModuleMatrix.Count - (2 * margin);

        // Where the number of rows is odd, the half row left over belongs to the quiet zone.
        bool IsDrawn(int column, int row) => row < size ? code.ModuleMatrix[row + margin][column + margin] == darkOnLight : !darkOnLight;

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
}
