using System.Diagnostics;
using System.Globalization;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;

namespace CeremonyTui.Commands;

/// <summary>Commands without a screen say on the terminal which call into a token's driver takes long, and how long it took. Ctrl+C ends them, also while such a call hangs.</summary>
internal static class ConsoleWatch
{
    /// <summary>The watch; one that says nothing where nobody reads along.</summary>
    public static CallWatch Make() => Console.IsErrorRedirected ? CallWatch.None : new CallWatch { Slow = what => new Told(what) };

    private sealed class Told : IDisposable
    {
        private readonly long _since = Stopwatch.GetTimestamp();

        public Told(string what) => Console.Error.Write($"{Hostile.EscapeRest(what)} ..");

        public void Dispose() => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $". {Stopwatch.GetElapsedTime(_since).TotalSeconds + 0.5:0.0} s"));
    }
}
