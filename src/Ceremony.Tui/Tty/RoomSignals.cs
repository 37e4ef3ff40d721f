using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>
/// Turns what would end the program at once into an orderly leave: SIGINT, SIGTERM, SIGHUP, SIGQUIT, and the end of the parent process, which
/// does not always come with a SIGHUP. SIGTSTP is ignored: nobody watches a room that is stopped.
/// </summary>
internal sealed class RoomSignals : IDisposable
{
    private static PosixSignalRegistration? _late;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly int _parent = TerminalCalls.GetParent();

    /// <param name="leave">What is done then.</param>
    /// <param name="resized">What is done when the terminal has another size.</param>
    public RoomSignals(Action leave, Action resized)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                leave();
            }));
        }

        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context => context.Cancel = true));
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => resized()));
        }
    }

    /// <summary>Whether the process that started this one has ended.</summary>
    public bool IsOrphaned => TerminalCalls.GetParent() != _parent;

    public void Dispose()
    {
        // A terminal that is closed can tell so twice: by its kernel, and by the shell that ran in it. The second must not end a program that is just leaving.
        _late ??= PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }
}
