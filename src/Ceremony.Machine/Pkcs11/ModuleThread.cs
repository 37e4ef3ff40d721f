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

    // What people did not wait for; whoever calls later is told of this, and not of what could not even begin.
    private string? _givenUp;

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
        if (IsGivenUp || watch.GivenUp.IsCancellationRequested)
            throw new CallGivenUpException(_givenUp ?? doing);
        var call = new Call<T>(calls, watch.GivenUp);
        _calls.Add(call.Run);
        try
        {
            using CancellationTokenRegistration leaving = watch.GivenUp.Register(call.Wake);
            if (!call.IsDoneWithin(Soon))
            {
                using IDisposable? shown = watch.Slow(doing);
                call.IsDoneWithin(Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException)
        {
            _givenUp ??= doing;
            IsGivenUp = true;
            GivenUpModules.Note();
            throw new CallGivenUpException(doing);
        }

        return call.Result;
    }

    /// <summary>Ends the thread once it has done what it was given.</summary>
    public void End() => _calls.CompleteAdding();

    private void Work()
    {
        foreach (Action call in _calls.GetConsumingEnumerable())
            call();
    }

    // It is waited for by a monitor: a wait for a task would hand what else its thread had queued to other threads of the pool, of which there may be none.
    private sealed class Call<T>(Func<T> calls, CancellationToken givenUp)
    {
        private readonly object _gate = new();
        private bool _isDone;
        private T _result = default!;
        private ExceptionDispatchInfo? _trouble;

        // What was thrown there is thrown here.
        public T Result
        {
            get
            {
                _trouble?.Throw();
                return _result;
            }
        }

        public bool IsDoneWithin(TimeSpan longest)
        {
            long until = longest == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)longest.TotalMilliseconds;
            lock (_gate)
            {
                while (!_isDone)
                {
                    givenUp.ThrowIfCancellationRequested();
                    long left = until - Environment.TickCount64;
                    if (left <= 0)
                        return false;
                    Monitor.Wait(_gate, left > int.MaxValue ? Timeout.Infinite : (int)left);
                }

                return true;
            }
        }

        public void Wake()
        {
            lock (_gate)
                Monitor.PulseAll(_gate);
        }

        public void Run()
        {
            try
            {
                _result = calls();
            }
            catch (Exception trouble)
            {
                _trouble = ExceptionDispatchInfo.Capture(trouble);
            }

            lock (_gate)
            {
                _isDone = true;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
