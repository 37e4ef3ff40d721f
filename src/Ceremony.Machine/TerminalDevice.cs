using Ceremony.Core.Devices;
using Ceremony.Machine.Files;

namespace Ceremony.Machine;

/// <summary>What the kernel says of the terminal behind two open files.</summary>
internal static class TerminalDevice
{
    // devices.txt of the kernel: 4, 1 to 63 are the virtual consoles; from 64 on, serial lines.
    private const ulong ConsoleMajor = 4;
    private const ulong LastConsole = 63;

    /// <summary>The terminal; null where either is none.</summary>
    /// <param name="input">The file that keys come from.</param>
    /// <param name="output">The file that is painted to.</param>
    public static TerminalView? Of(int input, int output)
    {
        if (LibC.GetWindowSize(input, LibC.WindowSize, out _) != 0 || LibC.GetWindowSize(output, LibC.WindowSize, out LibC.TerminalSize size) != 0)
            return null;

        string name = File.ResolveLinkTarget($"/proc/self/fd/{output}", returnFinalTarget: false)?.FullName ?? "a terminal without a name";
        return new TerminalView(name, size.Columns, size.Rows, IsConsole(input) && IsConsole(output));
    }

    // By its number and not by its name: in a container, another kind of terminal can be called /dev/tty1.
    private static bool IsConsole(int file) => FileStatus.Of(file, "The terminal").Represents is (ConsoleMajor, > 0 and <= LastConsole);
}
