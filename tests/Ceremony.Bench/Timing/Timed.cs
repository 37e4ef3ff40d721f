using System.Diagnostics;
using System.Globalization;

namespace Ceremony.Bench;

/// <summary>Where the time of a whole run went, as <c>timing.c</c> tells it: in PKCS#11, in fsync, in programs that were started and waited for. The rest is the program's own.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Own">The seconds of those in which it was in none of the three.</param>
/// <param name="OwnProcessor">The processor time that it used outside of PKCS#11, in seconds.</param>
/// <param name="Calls">The seconds, and how many calls there were, by name: <c>PKCS#11</c>, <c>fsync</c>, <c>program</c>.</param>
internal sealed record Timed(double Seconds, double Own, double OwnProcessor, IReadOnlyDictionary<string, (double Seconds, int Calls)> Calls)
{
    /// <summary>PKCS#11 in <see cref="Calls"/>.</summary>
    public const string Pkcs11 = "PKCS#11";

    /// <summary>fsync in <see cref="Calls"/>.</summary>
    public const string Fsync = "fsync";

    /// <summary>Started programs in <see cref="Calls"/>.</summary>
    public const string Program = "program";

    private const string Self = "self";
    private const double Second = 1e9;

    /// <summary>Runs a program, which must succeed, with the timing library before libc and in the place of SoftHSM2, in a mount namespace of its own.</summary>
    /// <param name="module">Where SoftHSM2 is.</param>
    /// <param name="command">The program and its arguments.</param>
    public static Timed Run(string module, params IReadOnlyList<string> command)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["told"]);
        File.Copy(module, folder["real.so"]);
        Tool.Demand("clang", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O1", $"-DREAL=\"{folder["real.so"]}\"", $"-DFOLDER=\"{folder["told"]}\"", "-o", folder["timing.so"], Repository.PathOf("tests", "Ceremony.Bench", "Timing", "timing.c"));
        long start = Stopwatch.GetTimestamp();
        Tool.Demand("unshare", ["-rm", "sh", "-c", "mount --bind \"$0\" \"$1\" && shift && exec env LD_PRELOAD=\"$0\" \"$@\"", folder["timing.so"], module, .. command]);
        return Of(Stopwatch.GetElapsedTime(start).TotalSeconds, Directory.GetFiles(folder["told"]).Select(Read).MaxBy(each => each.Count)!);
    }

    private static Timed Of(double seconds, IReadOnlyList<Event> events)
    {
        ILookup<string, Event> by = events.ToLookup(each => each.Name);
        return new Timed(
            seconds,
            seconds - Union([.. by[Pkcs11], .. by[Fsync], .. by[Program]]),
            (by[Self].Sum(each => each.Processor) - by[Pkcs11].Sum(each => each.Processor)) / Second,
            by.ToDictionary(each => each.Key, each => (Union(each), each.Count())));
    }

    // Two that go on at the same time count once.
    private static double Union(IEnumerable<Event> events)
    {
        double sum = 0;
        double until = 0;
        foreach (Event each in events.OrderBy(each => each.Began))
        {
            sum += Math.Max(0, each.Ended - Math.Max(until, each.Began));
            until = Math.Max(until, each.Ended);
        }

        return sum / Second;
    }

    private static IReadOnlyList<Event> Read(string file) => [.. File.ReadLines(file).Select(line => line.Split(' ')).Select(each => new Event(each[0].StartsWith("C_", StringComparison.Ordinal) ? Pkcs11 : each[0], Number(each[1]), Number(each[2]), Number(each[3])))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Event(string Name, double Began, double Ended, double Processor);
}
