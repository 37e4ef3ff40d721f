using System.Text;
using System.Text.RegularExpressions;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// What drivers write to standard output and standard error: they write into the terminal that the screen stands on. While it is caught, both go to a file in memory instead, from which it is taken after each call;
/// the program's own lines go where they always went.
/// </summary>
public static partial class ModuleOutput
{
    private const int Output = 1;
    private const int Error = 2;
    private const int Longest = 64 << 10;
    private const int LongestLine = 400;
    private static readonly Lock Gate = new();
    private static int _file = -1;

    /// <summary>The file that the program's own output goes to: a terminal, where it was started at one.</summary>
    public static int OwnOutput { get; private set; } = Output;

    /// <summary>Catches it from now on. It must come before a room takes the terminal, which is then reached by its own name. Does nothing where memory is short, or a second time.</summary>
    public static void Catch()
    {
        lock (Gate)
        {
            if (_file >= 0 || LibC.MakeMemoryFile("module-output", LibC.CloseOnExecOfMemoryFile) is not (>= 0 and var file))
                return;

            // Whether they are terminals is asked once, and remembered.
            _ = Console.IsInputRedirected || Console.IsOutputRedirected || Console.IsErrorRedirected;
            _ = Console.IsOutputRedirected;

            // Each of them keeps a copy of the file that it writes to now; without being set, the first would be made anew once somebody sets its encoding.
            Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true });
            Console.SetError(new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true });
            OwnOutput = LibC.Duplicate(Output, LibC.DuplicateCloseOnExec, Error + 1);
            _file = file;
            LibC.DuplicateTo(file, Output);
            LibC.DuplicateTo(file, Error);
        }
    }

    /// <summary>What was written since the last time, as lines; none where it is not caught. What is longer than some pages is cut off.</summary>
    internal static IReadOnlyList<string> Take()
    {
        lock (Gate)
        {
            if (_file < 0)
                return [];

            // A library keeps what it prints until its buffer is full, where it does not write to a terminal.
            _ = LibC.FlushAll(nint.Zero);
            if (LibC.Seek(_file, 0, LibC.FromEnd) is 0)
                return [];
            byte[] bytes = new byte[Longest];
            LibC.Seek(_file, 0, LibC.FromBeginning);
            int length = (int)LibC.Read(_file, bytes, Longest);
            LibC.FTruncate(_file, 0);
            LibC.Seek(_file, 0, LibC.FromBeginning);
            return length <= 0 ? [] : [.. Encoding.UTF8.GetString(bytes, 0, length).Split('\n').Select(Cut).Where(line => line.Length > 0 && !TerminalMode().IsMatch(line))];
        }
    }

    // The runtime itself switches the keypad's mode where it takes the console, and what it writes for that is not a driver's.
    [GeneratedRegex(@"^(\x1b\[\?[0-9;]*[hl]|\x1b[=>])+$")]
    private static partial Regex TerminalMode();

    private static string Cut(string line)
    {
        string trimmed = line.Trim();
        return trimmed.Length > LongestLine ? trimmed[..LongestLine] : trimmed;
    }
}
