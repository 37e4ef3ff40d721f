using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>What the thread of the terminal sleeps on: the keyboard, and other threads that have something for it (eventfd(2), poll(2)). It sleeps without a tick of its own.</summary>
internal sealed class Wakeup : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Nothing = -1;

    private static readonly byte[] One = BitConverter.GetBytes(1UL);

    private readonly int _calls;
    private readonly byte[] _count = new byte[sizeof(ulong)];
    private readonly Lock _closing = new();
    private bool _isClosed;

    public Wakeup()
    {
        _calls = TerminalCalls.EventFile(0, CloseOnExec | NonBlocking);
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
            _ = _isClosed ? 0 : TerminalCalls.Write(_calls, One, sizeof(ulong));
        }
    }

    /// <summary>Sleeps until something is typed, somebody calls, or the time is over.</summary>
    /// <param name="longest">The time.</param>
    /// <param name="hasKeyboard">Whether there is a keyboard to listen to.</param>
    public Woken Sleep(TimeSpan longest, bool hasKeyboard)
    {
        Polled[] files = [new() { File = _calls, Wanted = Polled.CanRead }, new() { File = hasKeyboard ? TerminalCalls.Keyboard : Nothing, Wanted = Polled.CanRead }];
        if (TerminalCalls.Poll(files, (nuint)files.Length, Math.Max(0, (int)Math.Ceiling(longest.TotalMilliseconds))) <= 0)
        {
            return Woken.ByTime;
        }

        _ = (files[0].Happened & Polled.CanRead) != 0 ? TerminalCalls.Read(_calls, _count, sizeof(ulong)) : 0;
        // A terminal that has hung up can be read for ever, and gives nothing.
        return (files[1].Happened & (Polled.HungUp | Polled.Invalid)) != 0 ? Woken.ByEndOfTerminal : (files[1].Happened & Polled.CanRead) != 0 ? Woken.ByKeyboard : Woken.ByCall;
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _ = TerminalCalls.Close(_calls);
            }
        }
    }
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
