namespace Ceremony.Core.Devices;

/// <summary>Who is told of calls that go into a device's own driver, which may take long, print, or never return.</summary>
public sealed record CallWatch
{
    /// <summary>Nobody is told anything, and every call is waited for.</summary>
    public static readonly CallWatch None = new();

    /// <summary>A call takes more than half a second: told what is done, a sentence, until what is returned is disposed.</summary>
    public Func<string, IDisposable?> Slow { get; init; } = _ => null;

    /// <summary>The diagnostic log, for one line of what a driver wrote to standard output or standard error, escaped.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Cancelled when people leave instead of waiting: no call is waited for any more.</summary>
    public CancellationToken GivenUp { get; init; }
}

/// <summary>A call into a driver has not returned, and people leave instead of waiting. What it was doing may have been done.</summary>
/// <param name="doing">What was being done, a sentence.</param>
public sealed class CallGivenUpException(string doing) : Exception($"The program was left while this was being done: {doing}");
