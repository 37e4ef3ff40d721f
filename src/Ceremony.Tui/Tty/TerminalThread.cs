using System.Collections.Concurrent;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Ceremony.Tui.Tty;

/// <summary>Runs Terminal.Gui on a thread of its own. The stage is touched by that thread alone; others leave messages.</summary>
internal sealed class TerminalThread : IDisposable
{
    // Short enough to hide a secret on time and to show that work is going on.
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly TerminalOptions _options;
    private readonly Stage _stage;
    private readonly SceneView _view;
    private readonly RoomSignals _signals;
    private readonly Thread _thread;
    private readonly ConcurrentQueue<Action<Stage>> _messages = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _trouble;
    private TerminalGuard? _guard;
    private TypedAhead? _typedAhead;
    private volatile IApplication? _app;
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
        _stage = new Stage(new PaintStyle(glyphs, DarkOnLight: options.NoColour && isLight), options.Time);
        _view = new SceneView(new Palette(options.NoColour, isLight));
        AppDomain.CurrentDomain.UnhandledException += ResetTerminal;
        AppDomain.CurrentDomain.ProcessExit += ResetTerminal;
        _signals = new RoomSignals(() => Post(stage => stage.Leave()));
        _thread = new Thread(Run) { IsBackground = true, Name = "room" };
        _thread.Start();
        _started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Leaves a message for the stage.</summary>
    public void Post(Action<Stage> message)
    {
        _messages.Enqueue(message);
        try
        {
            _app?.Invoke(Work);
        }
        catch (NotInitializedException)
        {
            // The room is just ending; nobody is looking any more.
        }
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
            _app!.LayoutAndDraw(false);
            text.TrySetResult(_app.Driver!.ToString() ?? "");
        });
        return text.Task;
    }

    public void Dispose()
    {
        _isEnding = true;
        Post(_ => _app?.RequestStop());
        if (!_thread.Join(LongestFarewell))
        {
            TerminalReset.Emergency();
        }

        _signals.Dispose();
        AppDomain.CurrentDomain.UnhandledException -= ResetTerminal;
        AppDomain.CurrentDomain.ProcessExit -= ResetTerminal;
    }

    private static void ResetTerminal(object? sender, EventArgs end) => TerminalReset.Emergency();

    private void Run()
    {
        try
        {
            using (IApplication app = Application.Create())
            {
                Start(app);
                app.Run(_view);
            }
        }
        catch (Exception trouble)
        {
            // Whatever went wrong, the engine must hear of it, or it would wait for ever.
            _trouble = trouble;
            _started.TrySetException(trouble);
        }

        _app = null;
        TerminalReset.IsNeeded = false;
        _guard?.Dispose();

        // Set before the messages are read for the last time, so that no question is lost in between.
        _trouble ??= new OperationCanceledException("The room was closed.");
        while (_messages.TryDequeue(out Action<Stage>? message))
        {
            message(_stage);
        }

        _stage.Fail(_trouble);
    }

    private void Start(IApplication app)
    {
        // A console does not answer when it is asked for its size; the kernel does.
        Driver.SizeDetection = SizeDetectionMode.Polling;
        TerminalReset.IsNeeded = _options.Headless is null;
        _guard = _options.Headless is null ? new TerminalGuard() : null;
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.Force16Colors = true;

        // The mouse means nothing here; without its reports people can mark text as in any terminal.
        app.Mouse.IsMouseDisabled = true;
        app.Driver.GetOutput().Write(EscSeqUtils.CSI_DisableMouseEvents);
        if (_options.Headless is { } size)
        {
            app.Driver.SetScreenSize(size.Width, size.Height);
        }

        // Before any binding of Terminal.Gui sees it: Esc and Ctrl+Z mean something else there.
        app.Keyboard.KeyDown += (_, key) =>
        {
            key.Handled = true;
            Take(key);
        };
        app.Driver.GetInputProcessor().AnsiSequenceSwallowed += (_, sequence) => Take(TerminalKeys.TranslateUnknown(sequence));
        app.Driver.Paste += (_, text) => Take([.. TerminalKeys.TranslatePasted(text)]);
        app.LayoutAndDrawComplete += (_, _) => AwaitKeys();
        app.Iteration += (_, _) =>
        {
            TerminalReset.StopPaintingAfterReset();
            AwaitKeys();
        };
        app.ScreenChanged += (_, _) => Show();
        app.AddTimeout(TickLength, () =>
        {
            if (_signals.IsOrphaned || (_options.Headless is null && RoomSignals.IsHungUp))
            {
                _stage.Leave();
            }

            Show();
            return !_isEnding;
        });
        _typedAhead = new TypedAhead(app.Driver, _options.Headless is null);
        if (_options.Headless is null)
        {
            _stage.WipeTraces = new KeyTraces(app.Driver).Wipe;
        }

        _app = app;
        app.Invoke(() =>
        {
            Work();
            _started.TrySetResult();
        });
    }

    private void Take(Key key)
    {
        if (!TypedAhead.IsMark(key))
        {
            Take(TerminalKeys.Translate(key));
        }
        else if (TypedAhead.IsMarkOf(_stage.Face, key))
        {
            _stage.Stand(_stage.Face);
            Show();
        }
    }

    private void Take(params ReadOnlySpan<KeyPress> keys)
    {
        foreach (KeyPress key in keys)
        {
            _stage.Press(key);
        }

        Show();
    }

    private void Work()
    {
        while (_messages.TryDequeue(out Action<Stage>? message))
        {
            message(_stage);
        }

        Show();
    }

    private void Show()
    {
        if (_app?.Driver is { } driver)
        {
            _view.Show(_stage.Paint(driver.Cols, driver.Rows));
        }
    }

    // Every change to the stage is painted before the call returns, so that the last painted grid is that of the present face.
    private void AwaitKeys()
    {
        if (_view.IsPainted && !_stage.Scene.TakesKeys && !_stage.IsStanding)
        {
            _typedAhead?.Mark(_stage.Face);
        }
    }
}
