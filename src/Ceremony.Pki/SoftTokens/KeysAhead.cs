using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>RSA keys that are made at the same time, on as many processors as there are: each takes as long as chance will have it.</summary>
internal sealed class KeysAhead : IDisposable
{
    private readonly Queue<Task<RSA>> _keys;

    /// <summary>Begins to make them.</summary>
    /// <param name="bits">Their size.</param>
    /// <param name="count">How many.</param>
    public KeysAhead(int bits, int count) => _keys = new Queue<Task<RSA>>(Enumerable.Range(0, count).Select(_ => Task.Run(() => Made(bits))));

    /// <summary>The next one; whoever takes it disposes of it.</summary>
    public RSA Take() => _keys.Dequeue().GetAwaiter().GetResult();

    /// <summary>Disposes of those that nobody took.</summary>
    public void Dispose()
    {
        while (_keys.TryDequeue(out Task<RSA>? key))
        {
            _ = key.ContinueWith(made => made.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    // The framework makes a key only when it is first used.
    private static RSA Made(int bits)
    {
        RSA key = RSA.Create(bits);
        _ = key.ExportSubjectPublicKeyInfo();
        return key;
    }
}
