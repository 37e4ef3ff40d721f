using System.Diagnostics;

namespace Ceremony.TestKit;

/// <summary>
/// Waits for as long as something goes on, however slowly: a machine that is busy fails no test. Only when nothing whatever has changed for
/// <see cref="Longest"/> does waiting end.
/// </summary>
public sealed class Patience
{
    /// <summary>For how long nothing may change.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string _seen = "";

    /// <summary>Takes note of how far it is; false where it has not got further for too long.</summary>
    public bool Has(string progress)
    {
        if (progress != _seen)
        {
            _seen = progress;
            _watch.Restart();
        }

        return _watch.Elapsed < Longest;
    }
}
