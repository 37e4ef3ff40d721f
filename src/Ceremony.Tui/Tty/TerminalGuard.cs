using System.ComponentModel;
using System.Diagnostics;
using Ceremony.Core.Devices;

namespace Ceremony.Tui.Tty;

/// <summary>
/// A small shell beside the program that puts the terminal in order when the program is killed outright (SIGKILL), where none of the
/// program's own code can. It waits on a pipe: a line means that the terminal was given back; the end of the pipe without a line means that it was not.
/// </summary>
internal sealed class TerminalGuard : IDisposable
{
    // SIGTTOU is ignored, since the guard is in the background by then; the other signals are the program's to answer.
    private const string Script =
        "trap '' INT QUIT TERM HUP TTOU TSTP; read -r end; [ \"$end\" = restored ] && exit; { printf '%b' \"$1\"; stty sane; } </dev/tty >/dev/tty 2>/dev/null";

    private readonly Process? _shell;

    public TerminalGuard()
    {
        string sequences = TerminalReset.Sequences.Replace("\e", "\\033", StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "terminal-guard", sequences])
        {
            // All three, so that the runtime leaves the terminal's settings alone while this child lives.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ChildEnvironment.Set(start);
        try
        {
            _shell = Process.Start(start);
        }
        catch (Win32Exception)
        {
            // Without a shell there is no guard; every other end still restores the terminal.
        }
    }

    public void Dispose()
    {
        try
        {
            _shell?.StandardInput.WriteLine("restored");
            _shell?.StandardInput.Close();
        }
        catch (IOException)
        {
            // The guard is gone already, so it restores nothing.
        }

        _shell?.Dispose();
    }
}
