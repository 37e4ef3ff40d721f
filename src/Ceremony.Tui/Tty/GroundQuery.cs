using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ceremony.Tui.Tty;

/// <summary>
/// Asks the terminal for the colour of its ground (xterm's control sequences, OSC 11). Behind it stands a question that every terminal answers (DA1, ECMA-48 §8.3.24): where that answer
/// comes alone, the terminal does not tell, and nobody waits for the rest of the time.
/// </summary>
internal static partial class GroundQuery
{
    private const string Questions = "\e]11;?\e\\\e[c";
    private const int LongestAnswer = 1024;
    private const int SettingsBytes = 256;
    private const int ReadWrite = 2;
    private const int Now = 0;
    private const double Middle = 0.5;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the ground is light; null where the terminal does not tell. What was typed before is dropped.</summary>
    public static bool? IsLight()
    {
        int terminal = TerminalCalls.Open("/dev/tty"u8.ToArray().Append((byte)0).ToArray(), ReadWrite);
        if (terminal < 0)
        {
            return null;
        }

        byte[] before = new byte[SettingsBytes];
        try
        {
            if (TerminalCalls.GetSettings(terminal, before) != 0)
            {
                return null;
            }

            // Otherwise the answer is echoed, and is kept back until the end of a line.
            byte[] raw = [.. before];
            TerminalCalls.MakeRaw(raw);
            _ = TerminalCalls.SetSettings(terminal, Now, raw);
            return Parse(Ask(terminal));
        }
        finally
        {
            _ = TerminalCalls.SetSettings(terminal, Now, before);
            _ = TerminalCalls.Close(terminal);
        }
    }

    /// <summary>The ground in an answer, such as <c>ESC ] 11 ; rgb:ffff/ffff/dddd ESC \</c>: whether it is nearer to white, by the weights of ITU-R BT.709; null where none is in it.</summary>
    public static bool? Parse(string answer)
    {
        if (Colour().Match(answer) is not { Success: true } found)
        {
            return null;
        }

        double[] parts = [.. found.Groups.Values.Skip(1).Select(part => int.Parse(part.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / (Math.Pow(16, part.Length) - 1))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]) > Middle;
    }

    /// <summary>Whether a terminal has answered both questions, or the one that all do.</summary>
    public static bool IsWhole(string answer) => Attributes().IsMatch(answer);

    private static string Ask(int terminal)
    {
        byte[] questions = Encoding.ASCII.GetBytes(Questions);
        _ = TerminalCalls.Write(terminal, questions, (nuint)questions.Length);
        var answer = new StringBuilder();
        byte[] bytes = new byte[LongestAnswer];
        long start = Stopwatch.GetTimestamp();
        while (answer.Length < LongestAnswer && !IsWhole(answer.ToString()) && Longest - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: >= 1 } left)
        {
            if (TerminalCalls.Poll([new() { File = terminal, Wanted = Polled.CanRead }], 1, (int)left.TotalMilliseconds) <= 0 || TerminalCalls.Read(terminal, bytes, (nuint)bytes.Length) is not (> 0 and var count))
            {
                break;
            }

            answer.Append(Encoding.Latin1.GetString(bytes, 0, (int)count));
        }

        return answer.ToString();
    }

    [GeneratedRegex(@"\e\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")]
    private static partial Regex Colour();

    [GeneratedRegex(@"\e\[\?[0-9;]*c")]
    private static partial Regex Attributes();
}
