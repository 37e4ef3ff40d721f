using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>
/// Turns what would end the program at once into an orderly leave: SIGINT, SIGTERM, SIGHUP, SIGQUIT, and the end of the parent process, which
/// does not always come with a SIGHUP. A terminal that is gone is also noticed where SIGHUP is ignored, as under nohup(1). SIGTSTP is ignored: nobody watches a room that is stopped.
/// </summary>
internal sealed class RoomSignals : IDisposable
{
    // It is reported whether it was asked for or not.
    private const short HungUp = 0x10;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly int _parent = ParentOf();

    public RoomSignals(Action leave)
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
        }
    }

    /// <summary>Whether the process that started this one has ended.</summary>
    public bool IsOrphaned => ParentOf() != _parent;

    /// <summary>Whether the terminal has hung up (poll(2), <c>POLLHUP</c>).</summary>
    public static bool IsHungUp
    {
        get
        {
            var keyboard = default(Polled);
            return Poll(ref keyboard, 1, 0) > 0 && (keyboard.Happened & HungUp) != 0;
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private static int ParentOf() => GetParent();

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParent();

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Polled files, nuint count, int longestMilliseconds);
}
