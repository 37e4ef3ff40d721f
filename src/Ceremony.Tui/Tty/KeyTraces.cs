using System.Collections.Concurrent;
using Terminal.Gui.Drivers;

namespace Ceremony.Tui.Tty;

/// <summary>
/// What typed characters leave behind on their way through the driver: the queue that they travel in keeps the last ones in its places, and buffers and strings of whole strokes lie
/// about in memory until the collector comes. Both are cleared away once a prompt for a secret was answered.
/// </summary>
internal sealed class KeyTraces
{
    // More than the queue has places: 32, and twice as many each time that more than these wait.
    private const int Fillers = 4096;
    private static readonly TimeSpan StillHeld = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<char> _keys;

    public KeyTraces(IDriver driver) => _keys = driver.GetInputProcessor() is InputProcessorImpl<char> processor
        ? processor.InputQueue
        : throw new InvalidOperationException("The terminal's driver uses another queue of keys than the one expected here.");

    /// <summary>Clears them away. To be called on the thread that takes the keys; those that wait are dropped, since they were typed ahead of what is shown next.</summary>
    public void Wipe()
    {
        for (int filler = 0; filler < Fillers; filler++)
        {
            _keys.Enqueue('\0');
            _ = _keys.TryDequeue(out _);
        }

        while (_keys.TryDequeue(out _))
        {
        }

        _ = CollectSoon();
    }

    // The thread that reads the keyboard holds its last stroke until it has looked again. What is freed is given back to the kernel, which wipes it.
    private static async Task CollectSoon()
    {
        await Task.Delay(StillHeld);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
