using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>What the room asks of the kernel by itself, beside what Terminal.Gui does: each is the call of that name in section 2 or 3 of the manual.</summary>
internal static class TerminalCalls
{
    /// <summary>Standard input, which is the keyboard of the terminal. Standard output may be caught, so that no driver writes onto the screen.</summary>
    public const int Keyboard = 0;

    /// <summary>open(2).</summary>
    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open(byte[] path, int mode);

    /// <summary>close(2).</summary>
    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(int file);

    /// <summary>read(2).</summary>
    [DllImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Read(int file, [Out] byte[] bytes, nuint count);

    /// <summary>write(2).</summary>
    [DllImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Write(int file, byte[] bytes, nuint count);

    /// <summary>poll(2).</summary>
    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Poll([In, Out] Polled[] files, nuint count, int longestMilliseconds);

    /// <summary>eventfd(2).</summary>
    [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EventFile(uint count, int flags);

    /// <summary>ioctl(2) for a number.</summary>
    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Control(int file, nuint request, out int number);

    /// <summary>ioctl(2) for the terminal's size.</summary>
    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Control(int file, nuint request, out TerminalSize size);

    /// <summary>tcgetattr(3), into something larger than <c>struct termios</c>.</summary>
    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int GetSettings(int file, byte[] settings);

    /// <summary>tcsetattr(3).</summary>
    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetSettings(int file, int when, byte[] settings);

    /// <summary>cfmakeraw(3).</summary>
    [DllImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void MakeRaw(byte[] settings);

    /// <summary>getppid(2).</summary>
    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int GetParent();
}

/// <summary><c>struct winsize</c> of ioctl_tty(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TerminalSize
{
    public ushort Rows;
    public ushort Columns;
    public ushort Across;
    public ushort Down;
}
