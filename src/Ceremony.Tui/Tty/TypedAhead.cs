using System.Diagnostics;
using System.Runtime.InteropServices;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Ceremony.Tui.Tty;

/// <summary>
/// Tells what was typed before a face of the room stood on the terminal from what was typed after. When the face is there, and the kernel has no
/// byte left that came before, a mark is put into the queue that keys travel in: whatever comes out of it before the mark was typed ahead.
/// </summary>
internal sealed class TypedAhead
{
    private const uint BytesToRead = 0x541B;
    private const int FirstMark = 0xFDD0;
    private const int Marks = 32;
    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(300);

    private readonly AnsiInput _keyboard;
    private readonly bool _isTerminal;
    private long _markedFace = -1;
    private long _markedAt;

    /// <param name="driver">The driver whose keyboard it is.</param>
    /// <param name="isTerminal">Whether there is a terminal, whose bytes wait in the kernel.</param>
    public TypedAhead(IDriver driver, bool isTerminal)
    {
        _keyboard = driver.GetInputProcessor() is InputProcessorImpl<char> { InputImpl: AnsiInput keyboard }
            ? keyboard
            : throw new InvalidOperationException("The terminal's driver uses another keyboard than the one expected here.");
        _isTerminal = isTerminal;
    }

    /// <summary>A face stands on the terminal and takes no keys yet; called again until its mark has come through.</summary>
    public void Mark(long face)
    {
        // A mark that falls into the middle of a pasted text, or of a key's sequence, is lost: then another follows.
        bool isUnderWay = face == _markedFace && Stopwatch.GetElapsedTime(_markedAt) < LongestWay;
        if (isUnderWay || IsInKernel())
        {
            return;
        }

        _markedFace = face;
        _markedAt = Stopwatch.GetTimestamp();
        _keyboard.InjectInput(MarkOf(face));
    }

    /// <summary>Whether a key is the mark of the face.</summary>
    public static bool IsMarkOf(long face, Key key) => key.NoAlt.NoCtrl.NoShift.AsRune.Value == MarkOf(face);

    /// <summary>Whether a key is the mark of any face.</summary>
    public static bool IsMark(Key key) => key.NoAlt.NoCtrl.NoShift.AsRune.Value is >= FirstMark and < FirstMark + Marks;

    // Noncharacters, which Unicode keeps for use inside a program (The Unicode Standard, 23.7).
    private static char MarkOf(long face) => (char)(FirstMark + (face % Marks));

    private bool IsInKernel() => _isTerminal && Control(0, BytesToRead, out int bytes) == 0 && bytes > 0;

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int file, nuint request, out int bytes);
}
