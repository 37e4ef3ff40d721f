using System.Collections.Concurrent;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tty;

/// <summary>
/// Has the terminal on a thread of its own, which sleeps until somebody types, another thread leaves a message, or what is shown changes by itself. The stage is touched by that
/// thread alone.
/// </summary>
internal sealed class TerminalThread : IDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    // Whoever ends the program from outside is not asked; what is being done may end by itself within this time.
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(1);

    private readonly TerminalOptions _options;
    private readonly Stage _stage;
    private readonly Palette _palette;
    private readonly RoomSignals _signals;
    private readonly Thread _thread;
    private readonly Wakeup _wakeup = new();
    private readonly CancellationTokenSource _givenUp = new();
    private readonly ConcurrentQueue<Action<Stage>> _messages = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _trouble;
    private Display? _display;
    private Canvas? _shown;
    private TerminalGuard? _guard;
    private volatile bool _isEnding;

    public TerminalThread(TerminalOptions options)
    {
        if (options.Headless is null && (Console.IsInputRedirected || Console.IsOutputRedirected))
        {
            throw new InvalidOperationException("There is no terminal: start the program on one, or rehearse with a file of answers.");
        }

        _options = options;
        bool isLight = (options is { Headless: null, AsksGround: true } ? GroundQuery.IsLight() : null) ?? options.Light;
        GlyphSet glyphs = options.Ascii ? GlyphSet.Ascii : options.LinuxConsole ? GlyphSet.Console : GlyphSet.Full;
        _stage = new Stage(new PaintStyle(glyphs, DarkOnLight: options.NoColour && isLight), options.Time) { GiveUp = longest => _givenUp.CancelAfter(longest ? LongestWork : TimeSpan.Zero) };
        _palette = new Palette(options.NoColour, isLight);
        AppDomain.CurrentDomain.UnhandledException += ResetTerminal;
        AppDomain.CurrentDomain.ProcessExit += ResetTerminal;
        _signals = new RoomSignals(() => Post(stage => stage.Leave()), _wakeup.Wake);
        _thread = new Thread(Run) { IsBackground = true, Name = "room" };
        _thread.Start();
        _started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Cancelled once people leave instead of waiting.</summary>
    public CancellationToken GivenUp => _givenUp.Token;

    /// <summary>Leaves a message for the stage.</summary>
    public void Post(Action<Stage> message)
    {
        _messages.Enqueue(message);
        _wakeup.Wake();
    }

    /// <summary>Asks a question; if the room fails, so does the answer.</summary>
    public void Ask(Screen screen, Waiting waiting)
    {
        Post(stage => stage.Ask(screen, waiting));
        if (_trouble is { } trouble)
        {
            waiting.Fail(trouble);
        }
    }

    /// <summary>Presses a key, as the keyboard would.</summary>
    public void Press(KeyPress key) => Post(stage => stage.Press(key));

    /// <summary>What the terminal shows, as text; for tests.</summary>
    public Task<string> Read()
    {
        var text = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ =>
        {
            Show();
            text.TrySetResult(_display!.ToString());
        });
        return text.Task;
    }

    public void Dispose()
    {
        _isEnding = true;
        _wakeup.Wake();
        if (!_thread.Join(LongestFarewell))
        {
            TerminalReset.Emergency();
        }

        _signals.Dispose();
        _wakeup.Dispose();
        AppDomain.CurrentDomain.UnhandledException -= ResetTerminal;
        AppDomain.CurrentDomain.ProcessExit -= ResetTerminal;
    }

    private static void ResetTerminal(object? sender, EventArgs end) => TerminalReset.Emergency();

    private void Run()
    {
        try
        {
            if (_options.Headless is { } size)
            {
                using var display = new Display(_palette, size);
                Live(display, null);
            }
            else
            {
                TerminalReset.IsNeeded = true;
                using var keyboard = new Keyboard(_stage.Press);
                using var display = new Display(_palette, headless: null);
                _stage.WipeTraces = keyboard.WipeTraces;
                Live(display, keyboard);
            }
        }
        catch (Exception trouble)
        {
            // Whatever went wrong, the engine must hear of it, or it would wait for ever.
            _trouble = trouble;
            _started.TrySetException(trouble);
        }

        TerminalReset.IsNeeded = false;
        _guard?.Dispose();

        // Set before the messages are read for the last time, so that no question is lost in between.
        _trouble ??= new OperationCanceledException("The room was closed.");
        TakeMessages();
        _stage.Fail(_trouble);
    }

    private void Live(Display display, Keyboard? keyboard)
    {
        _display = display;
        bool hasKeyboard = keyboard is not null;
        _started.TrySetResult();
        for (Woken woken = Woken.ByCall; !_isEnding; woken = _wakeup.Sleep(Least(_stage.Rest, keyboard?.Patience), hasKeyboard))
        {
            TerminalReset.StopPaintingAfterReset();
            hasKeyboard &= IsThere(woken, keyboard);
            TakeMessages();
            if (!_stage.IsEmpty)
            {
                Show();
                StandWhenQuiet(keyboard);

                // After the first screen, which nobody shall wait for.
                _guard ??= keyboard is null ? null : new TerminalGuard();
            }
        }
    }

    // Whether the terminal is still there; where it is gone, the ceremony is left.
    private bool IsThere(Woken woken, Keyboard? keyboard)
    {
        bool isGone = woken == Woken.ByEndOfTerminal || (woken == Woken.ByKeyboard && keyboard?.Read() == false);
        if (woken != Woken.ByKeyboard)
        {
            keyboard?.Finish();
        }

        if (isGone || _signals.IsOrphaned)
        {
            _stage.Leave();
        }

        return !isGone;
    }

    private void TakeMessages()
    {
        while (_messages.TryDequeue(out Action<Stage>? message))
        {
            message(_stage);
        }
    }

    private void Show()
    {
        (int width, int height) = _display!.Size;
        Canvas canvas = _stage.Paint(width, height);
        if (!canvas.SameAs(_shown))
        {
            _shown = canvas.HoldsSecret ? null : canvas;
            _display.Show(canvas);
        }
    }

    // What was typed before this face stood on the terminal has been read by then, and meant nothing.
    private void StandWhenQuiet(Keyboard? keyboard)
    {
        if (!_stage.IsStanding && keyboard?.IsBusy != true)
        {
            _stage.Stand(_stage.Face);
            Show();
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan? other) => other is { } limit && limit < one ? limit : one;
}
