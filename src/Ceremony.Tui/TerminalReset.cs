using System.Diagnostics;
using Ceremony.Core.Devices;

namespace Ceremony.Tui;

/// <summary>Makes a terminal usable again when the room cannot do so itself.</summary>
public static class TerminalReset
{
    // Bracketed paste off, mouse off, attributes reset, cursor shown, back from the alternate screen.
    internal const string Sequences = "\e[?2004l\e[?1006l\e[?1015l\e[?1003l\e[?1002l\e[?1000l\e[0m\e[?1049l\e[?25h\r\n";
    private static readonly TimeSpan LongestStroke = TimeSpan.FromMilliseconds(300);
    private static readonly ManualResetEventSlim PainterHasStopped = new();
    private static int _isNeeded;
    private static volatile bool _isDone;

    /// <summary>Whether a room has the terminal at this moment.</summary>
    internal static bool IsNeeded
    {
        get => Volatile.Read(ref _isNeeded) != 0;
        set => Volatile.Write(ref _isNeeded, value ? 1 : 0);
    }

    /// <summary>The painting thread stops here for good once the terminal has been reset under it: the program is ending.</summary>
    internal static void StopPaintingAfterReset()
    {
        if (_isDone)
        {
            PainterHasStopped.Set();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>
    /// Writes the reset sequences to the controlling terminal and has <c>stty sane</c> put its line in order; does nothing where no room has the
    /// terminal. Never throws: it is called when something else has gone wrong already, such as by <see cref="AppDomain.UnhandledException"/>.
    /// </summary>
    public static void Emergency()
    {
        if (Interlocked.Exchange(ref _isNeeded, 0) == 0)
        {
            return;
        }

        // Painting must have stopped, or it would paint over what is restored here.
        _isDone = true;
        PainterHasStopped.Wait(LongestStroke);
        try
        {
            using (var terminal = new FileStream("/dev/tty", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            {
                terminal.Write(System.Text.Encoding.ASCII.GetBytes(Sequences));
            }

            var start = new ProcessStartInfo(ChildEnvironment.Find("stty") ?? "stty", ["-F", "/dev/tty", "sane"]) { RedirectStandardError = true };
            ChildEnvironment.Set(start);
            using Process? stty = Process.Start(start);
            stty?.WaitForExit(TimeSpan.FromSeconds(2));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or NotSupportedException or System.ComponentModel.Win32Exception)
        {
            // There is no terminal to reset.
        }
    }
}
