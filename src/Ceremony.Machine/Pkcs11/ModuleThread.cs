using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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
        var call = new Call<T>(calls);
        try
        {
            if (IsGivenUp)
                throw new CallGivenUpException(doing);
            _calls.Add(call.Run);
            if (!call.Wait(Soon, watch.GivenUp))
            {
                using IDisposable? shown = watch.Slow(doing);
                call.Wait(Timeout.InfiniteTimeSpan, watch.GivenUp);
            }

            return call.Result;
        }
        catch (OperationCanceledException)
        {
            IsGivenUp = true;
            GivenUpModules.Note();
            throw new CallGivenUpException(doing);
        }
    }

    /// <summary>Ends the thread once it has done what it was given.</summary>
    public void End() => _calls.CompleteAdding();

    private void Work()
    {
        foreach (Action call in _calls.GetConsumingEnumerable())
            call();
    }

    private sealed class Call<T>(Func<T> calls)
    {
        private readonly ManualResetEventSlim _isDone = new();
        private T _result = default!;
        private ExceptionDispatchInfo? _trouble;

        public T Result
        {
            get
            {
                _trouble?.Throw();
                return _result;
            }
        }

        public bool Wait(TimeSpan longest, CancellationToken givenUp) => _isDone.Wait(longest, givenUp);

        public void Run()
        {
            try
            {
                _result = calls();
            }
            catch (Exception trouble)
            {
                // It is thrown where it was asked for.
                _trouble = ExceptionDispatchInfo.Capture(trouble);
            }

            _isDone.Set();
        }
    }
}
