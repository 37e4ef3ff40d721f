namespace Ceremony.Verify.Tests;

/// <summary>How much memory some work holds at one time, beyond what was held before.</summary>
internal static class MostMemory
{
    /// <summary>Looks every few milliseconds while the work is done; other tests' memory is counted with it.</summary>
    public static long During(Action work)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using var over = new CancellationTokenSource();
        var watcher = new Thread(() =>
        {
            while (!over.Token.WaitHandle.WaitOne(5))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            }
        });
        watcher.Start();
        work();
        over.Cancel();
        watcher.Join();
        return most;
    }
}
