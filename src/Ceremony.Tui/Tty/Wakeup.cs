using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>What the thread of the terminal sleeps on: the keyboard, and other threads that have something for it (eventfd(2), poll(2)). It sleeps without a tick of its own.</summary>
internal sealed class Wakeup : IDisposable
{
    private const short CanRead = 0x1;
    private const short HungUp = 0x10;
    private const short Invalid = 0x20;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Keyboard = 0;
    private const int Nothing = -1;

    private readonly int _calls;
    private readonly Lock _closing = new();
    private bool _isClosed;

    public Wakeup()
    {
        _calls = EventFile(0, CloseOnExec | NonBlocking);
        if (_calls < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "The kernel gives no event to wait for.");
        }
    }

    /// <summary>Ends the sleep, or the next one. From any thread, at any time.</summary>
    public void Wake()
    {
        lock (_closing)
        {
            ulong one = 1;
            _ = _isClosed ? 0 : Write(_calls, ref one, sizeof(ulong));
        }
    }

    /// <summary>Sleeps until something is typed, somebody calls, or the time is over.</summary>
    /// <param name="longest">The time.</param>
    /// <param name="hasKeyboard">Whether there is a keyboard to listen to.</param>
    public Woken Sleep(TimeSpan longest, bool hasKeyboard)
    {
        Polled[] files = [new() { File = _calls, Wanted = CanRead }, new() { File = hasKeyboard ? Keyboard : Nothing, Wanted = CanRead }];
        if (Poll(files, (nuint)files.Length, Math.Max(0, (int)Math.Ceiling(longest.TotalMilliseconds))) <= 0)
        {
            return Woken.ByTime;
        }

        _ = (files[0].Happened & CanRead) != 0 ? Read(_calls, out _, sizeof(ulong)) : 0;
        // A terminal that has hung up can be read for ever, and gives nothing.
        return (files[1].Happened & (HungUp | Invalid)) != 0 ? Woken.ByEndOfTerminal : (files[1].Happened & CanRead) != 0 ? Woken.ByKeyboard : Woken.ByCall;
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _ = Close(_calls);
            }
        }
    }

    [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EventFile(uint count, int flags);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll([In, Out] Polled[] files, nuint count, int longestMilliseconds);

    [DllImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int file, out ulong count, nuint size);

    [DllImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int file, ref ulong count, nuint size);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}

/// <summary>What ended a sleep.</summary>
internal enum Woken
{
    /// <summary>The time is over.</summary>
    ByTime,

    /// <summary>Another thread has something.</summary>
    ByCall,

    /// <summary>Something was typed.</summary>
    ByKeyboard,

    /// <summary>The terminal has hung up.</summary>
    ByEndOfTerminal,
}
