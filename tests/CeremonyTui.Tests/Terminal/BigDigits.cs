namespace CeremonyTui.Tests.Terminal;

/// <summary>Reads the large digits in which a PIN is shown, as its holder does.</summary>
internal static class BigDigits
{
    private static readonly string[] Shapes =
    [
        "█▀▀█|█  █|█▄▄█", " ▄█ |  █ | ▄█▄", "▀▀▀█|█▀▀▀|█▄▄▄", "▀▀▀█| ▀▀█|▄▄▄█", "█  █|▀▀▀█|   █",
        "█▀▀▀|▀▀▀█|▄▄▄█", "█▀▀▀|█▀▀█|█▄▄█", "▀▀▀█|   █|   █", "█▀▀█|█▀▀█|█▄▄█", "█▀▀█|▀▀▀█|▄▄▄█",
    ];

    /// <summary>The digits on the screen; empty where none are shown.</summary>
    public static string Read(string screen)
    {
        string[] rows = [.. screen.Split('\n').Select(row => row.PadRight(80))];
        for (int top = 0; top + 3 <= rows.Length; top++)
        {
            string digits = ReadRow(rows, top);
            if (digits.Length >= 4)
            {
                return digits;
            }
        }

        return "";
    }

    private static string ReadRow(string[] rows, int top)
    {
        string digits = "";
        for (int column = 1; column + 4 < 80; column++)
        {
            string cell = $"{rows[top].Substring(column, 4)}|{rows[top + 1].Substring(column, 4)}|{rows[top + 2].Substring(column, 4)}";
            int digit = Array.IndexOf(Shapes, cell);
            if (digit >= 0)
            {
                digits += digit;
                column += 5;
            }
        }

        return digits;
    }
}
