using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Tui.Keys;
using Terminal.Gui.Drivers;

namespace Ceremony.Tui.Tty;

/// <summary>
/// The keyboard of the terminal: Terminal.Gui puts its line into raw mode and makes keys of its characters. The bytes are read here, into an array that is cleared each time: a buffer left to the collector would
/// keep a PIN that came in one stroke. For one thread; whoever was told that something was typed has it read.
/// </summary>
internal sealed class Keyboard : IDisposable
{
    private const uint BytesToRead = 0x541B;
    private const int Stroke = 4096;

    // More than the queue has places: 32, and twice as many each time that more than these wait.
    private const int Fillers = 4096;

    // Half a sequence, such as Esc alone, is a key of its own once nothing has followed for a moment; Terminal.Gui looks at its clock for that whenever it is asked.
    private static readonly TimeSpan Unfinished = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StillHeld = TimeSpan.FromMilliseconds(200);

    private readonly AnsiInput _line = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = GC.AllocateArray<byte>(Stroke, pinned: true);
    private readonly char[] _characters = GC.AllocateArray<char>(Stroke, pinned: true);
    private readonly ConcurrentQueue<char> _typed = new();
    private readonly AnsiInputProcessor _processor;

    /// <param name="take">Takes what was typed, key by key.</param>
    public Keyboard(Action<KeyPress> take)
    {
        _processor = new AnsiInputProcessor(_typed, timeProvider: null);
        _processor.KeyDown += (_, key) => take(TerminalKeys.Translate(key));
        _processor.AnsiSequenceSwallowed += (_, sequence) => take(TerminalKeys.TranslateUnknown(sequence));
        _processor.Paste += (_, text) =>
        {
            foreach (KeyPress key in TerminalKeys.TranslatePasted(text))
            {
                take(key);
            }
        };
    }

    /// <summary>How long to wait for the rest of a sequence; null where none is unfinished.</summary>
    public TimeSpan? Patience => IsInSequence ? Unfinished : null;

    /// <summary>Whether something was typed that no key has come of yet.</summary>
    public bool IsBusy => IsInSequence || (TerminalCalls.Control(TerminalCalls.Keyboard, BytesToRead, out int bytes) == 0 && bytes > 0);

    /// <summary>Reads what was typed, and has it taken. False where nothing will come any more.</summary>
    public bool Read()
    {
        int bytes = (int)TerminalCalls.Read(TerminalCalls.Keyboard, _bytes, Stroke);
        int characters = _decoder.GetChars(_bytes.AsSpan(0, Math.Max(0, bytes)), _characters, flush: false);
        foreach (char typed in _characters.AsSpan(0, characters))
        {
            _typed.Enqueue(typed);
        }

        CryptographicOperations.ZeroMemory(_bytes);
        Array.Clear(_characters);
        _processor.ProcessQueue();
        return bytes > 0;
    }

    /// <summary>Has taken what nothing followed.</summary>
    public void Finish() => _processor.ProcessQueue();

    /// <summary>
    /// Clears away what typed characters leave behind: the queue that they travel in keeps the last ones in its places, and buffers and strings of whole strokes lie about in memory
    /// until the collector comes.
    /// </summary>
    public void WipeTraces()
    {
        for (int filler = 0; filler < Fillers; filler++)
        {
            _typed.Enqueue('\0');
            _ = _typed.TryDequeue(out _);
        }

        while (_typed.TryDequeue(out _))
        {
        }

        _ = CollectSoon();
    }

    public void Dispose()
    {
        _processor.Dispose();
        _line.Dispose();
    }

    private bool IsInSequence => _processor.GetParser().State != AnsiResponseParserState.Normal;

    // What is freed is given back to the kernel, which wipes it.
    private static async Task CollectSoon()
    {
        await Task.Delay(StillHeld);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
