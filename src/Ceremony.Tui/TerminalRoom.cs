using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Tty;

namespace Ceremony.Tui;

/// <summary>
/// The room on a terminal. A thread of its own paints and reads keys; the calls of <see cref="IRoom"/> come from the engine's thread and only
/// leave a message there. The terminal is restored by <see cref="Dispose"/>, and by any failure of the room's own thread.
/// </summary>
public sealed class TerminalRoom : IRoom
{
    private readonly TerminalThread _thread;
    private bool _isDisposed;

    /// <summary>
    /// Takes the terminal. Throws <see cref="InvalidOperationException"/> where there is none.
    /// </summary>
    public TerminalRoom(TerminalOptions options) => _thread = new TerminalThread(options);

    /// <summary>The thread, for tests that press keys and read the screen.</summary>
    internal TerminalThread Thread => _thread;

    /// <inheritdoc/>
    public CancellationToken GivenUp => _thread.GivenUp;

    /// <inheritdoc/>
    public void Update(RoomState state) => _thread.Post(stage => stage.Update(state));

    /// <inheritdoc/>
    public Task<Outcome<TReply>> Ask<TReply>(Screen screen, Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var waiting = new Waiting<TReply>(prompt);
        _thread.Ask(screen, waiting);
        return waiting.Outcome;
    }

    /// <inheritdoc/>
    public IDisposable BeginWork(string what, TimeSpan? usually)
    {
        var end = new WorkEnd(_thread);
        _thread.Post(stage => stage.BeginWork(end, what, usually));
        return end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _thread.Dispose();
        }
    }

    private sealed class WorkEnd(TerminalThread thread) : IDisposable
    {
        private bool _hasEnded;

        public void Dispose()
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                thread.Post(stage => stage.EndWork(this));
            }
        }
    }
}
