using System.Collections.Concurrent;
using Ceremony.Core.Devices;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// The one thread from which a module is called: modules promise to lock by themselves (CKF_OS_LOCKING_OK), and not all keep it. Whoever asks waits, and can give up waiting for a call that never returns;
/// the thread does not keep the program from ending.
/// </summary>
internal sealed class ModuleThread
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private readonly BlockingCollection<Action> _calls = [];
    private readonly Thread _thread;

    public ModuleThread(string module)
    {
        _thread = new Thread(Work) { IsBackground = true, Name = $"module {Path.GetFileName(module)}" };
        _thread.Start();
    }

    /// <summary>Whether somebody gave up waiting: the module is never called again.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Runs calls on the thread and waits for what they give, or throw. Throws <see cref="CallGivenUpException"/> where people leave instead of waiting.</summary>
    /// <param name="watch">Who is told of a call that takes long.</param>
    /// <param name="doing">What is done, as a sentence.</param>
    /// <param name="calls">The calls.</param>
    public T Run<T>(CallWatch watch, string doing, Func<T> calls)
    {
        if (Thread.CurrentThread == _thread)
            return calls();
        if (IsGivenUp)
            throw new CallGivenUpException(doing);
        var told = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Add(() => Tell(told, calls));
        try
        {
            Task[] call = [told.Task];
            if (Task.WaitAny(call, (int)Soon.TotalMilliseconds, watch.GivenUp) < 0)
            {
                using IDisposable? shown = watch.Slow(doing);
                Task.WaitAny(call, Timeout.Infinite, watch.GivenUp);
            }
        }
        catch (OperationCanceledException)
        {
            IsGivenUp = true;
            GivenUpModules.Note();
            throw new CallGivenUpException(doing);
        }

        return told.Task.GetAwaiter().GetResult();
    }

    // Whatever is thrown is thrown where it was asked for.
    private static void Tell<T>(TaskCompletionSource<T> told, Func<T> calls)
    {
        try
        {
            told.SetResult(calls());
        }
        catch (Exception trouble)
        {
            told.SetException(trouble);
        }
    }

    /// <summary>Ends the thread once it has done what it was given.</summary>
    public void End() => _calls.CompleteAdding();

    private void Work()
    {
        foreach (Action call in _calls.GetConsumingEnumerable())
            call();
    }
}
