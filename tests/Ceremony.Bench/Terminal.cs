using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Ceremony.Bench;

/// <summary>
/// A program at a terminal of its own (pty(7)), whose bytes are read as they come. It answers what programs ask a terminal at their start (OSC 11, DA1, the cursor's place), at once, as one on the same machine does.
/// </summary>
internal sealed partial class Terminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControlling = 0x100;
    private const int CloseOnExec = 0x80000;
    private const uint SetWindowSize = 0x5414;
    private const short CanRead = 1;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly int _master;
    private readonly byte[] _bytes = new byte[1 << 16];
    private readonly StringBuilder _written = new();
    private bool _isClosed;

    /// <summary>Starts a program.</summary>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="command">The program and its arguments.</param>
    public Terminal(int columns, int rows, params IReadOnlyList<string> command)
    {
        _master = Demand(Open(ReadWrite | NoControlling | CloseOnExec));
        Demand(Grant(_master));
        Demand(Unlock(_master));
        byte[] name = new byte[64];
        Demand(NameOf(_master, name, (nuint)name.Length));
        string path = Encoding.ASCII.GetString(name).TrimEnd('\0');
        ushort[] size = [(ushort)rows, (ushort)columns, 0, 0];
        Demand(Control(_master, SetWindowSize, size));

        // The shell opens the terminal and makes way for the program.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec setsid --ctty \"$@\" <\"$0\" >\"$0\" 2>\"$0\"", path, .. command]);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["LC_ALL"] = "C.UTF-8";
        Began = Stopwatch.GetTimestamp();
        Process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} was not started.");
    }

    /// <summary>When it was started, as <see cref="Stopwatch.GetTimestamp"/> tells it.</summary>
    public long Began { get; }

    /// <summary>The program.</summary>
    public Process Process { get; }

    /// <summary>What was written since it was last forgotten, without the sequences that paint it.</summary>
    public string Text => Sequences().Replace(_written.ToString(), "");

    /// <summary>How many bytes were written in all.</summary>
    public long Bytes { get; private set; }

    /// <summary>Forgets what was written so far.</summary>
    public void Forget() => _written.Clear();

    /// <summary>Types.</summary>
    public void Type(string keys)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(keys);
        Demand((int)Write(_master, bytes, (nuint)bytes.Length));
    }

    /// <summary>Reads until what was written says it. How long that took from a moment on.</summary>
    /// <param name="what">What it must say.</param>
    /// <param name="since">The moment, as <see cref="Stopwatch.GetTimestamp"/> tells it.</param>
    public TimeSpan Await(string what, long since)
    {
        while (!Text.Contains(what, StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(since) > Longest || !Read(Longest))
            {
                throw new InvalidOperationException($"\"{what}\" was not written, but: {Text}");
            }
        }

        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>The same; null where it says something else first.</summary>
    public TimeSpan? AwaitUnless(string other, string what, long since)
    {
        while (!Text.Contains(what, StringComparison.Ordinal))
        {
            if (Text.Contains(other, StringComparison.Ordinal) || Stopwatch.GetElapsedTime(since) > Longest || !Read(Longest))
            {
                return null;
            }
        }

        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>Reads what is written in that time, and answers what is asked.</summary>
    public void ReadFor(TimeSpan time)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time && Read(time - Stopwatch.GetElapsedTime(start));)
        {
        }
    }

    /// <summary>Takes the terminal away, as closing its window does.</summary>
    public void HangUp()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _ = Close(_master);
        }
    }

    /// <summary>The processor time that the program has used.</summary>
    public TimeSpan ProcessorUsed()
    {
        Process.Refresh();
        return Process.TotalProcessorTime;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        HangUp();
        Process.WaitForExit();
        Process.Dispose();
    }

    // False where nothing came in that time, or nothing will come any more.
    private bool Read(TimeSpan longest)
    {
        var waiting = new Polled { File = _master, Wanted = CanRead };
        if (Poll(ref waiting, 1, Math.Max(1, (int)longest.TotalMilliseconds)) <= 0 || Read(_master, _bytes, (nuint)_bytes.Length) is not (> 0 and var count))
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(_bytes, 0, (int)count);
        Bytes += count;
        _written.Append(text);
        Answer(text, "\e]11;?", "\e]11;rgb:0000/0000/0000\e\\");
        Answer(text, "\e[c", "\e[?62;22c");
        Answer(text, "\e[0c", "\e[?62;22c");
        Answer(text, "\e[6n", "\e[1;1R");
        return true;
    }

    private void Answer(string text, string question, string answer)
    {
        if (text.Contains(question, StringComparison.Ordinal))
        {
            Type(answer);
        }
    }

    private static int Demand(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [GeneratedRegex(@"\e(?:\[[0-9;?]*[a-zA-Z]|\][^\e]*\e\\|[()][A-Z0-9]|[=>])")]
    private static partial Regex Sequences();

    [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(int flags);

    [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Grant(int file);

    [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unlock(int file);

    [DllImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NameOf(int file, byte[] name, nuint length);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int file, nuint request, ushort[] size);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Polled files, nuint count, int longestMilliseconds);

    [DllImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int file, byte[] bytes, nuint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int file, byte[] bytes, nuint count);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int File;
        public short Wanted;
        public short Happened;
    }
}
