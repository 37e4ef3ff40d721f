using System.Diagnostics;

namespace Ceremony.Bench;

/// <summary>What people feel at the terminal: keys, idleness, and how it ends.</summary>
internal static class RoomBench
{
    private const string FirstScreen = "A rehearsal";
    private const string Form = "Parameters";
    private const string Letters = "bcdfghjklmnpqrstvwxz";
    private const string ClearField = "\u0015";
    private const string F1 = "\eOP";
    private const string Working = "room is being";

    /// <summary>The last row names the keys once the screen is whole.</summary>
    public const string Whole = "F10";

    private const int MostPages = 60;
    private const int Helps = 200;
    private const string Begun = "1 of 60";
    private const string HelpDuringWork = "The program is working";
    private const int Rounds = 20;
    public const int LongestFrame = 16;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Reading = TimeSpan.FromMilliseconds(800);

    public static IEnumerable<Figure> Measure()
    {
        yield return Keys();
        yield return KeysDuringWork();
        yield return IdleAsAPart();
        yield return Ended("a signal (SIGTERM)", Signal);
        yield return Ended("the terminal is taken away", terminal => terminal.HangUp());
    }

    // From a key to the cells that show it.
    private static Figure Keys()
    {
        using var folder = new TemporaryFolder();
        using Terminal terminal = AtTheForm(folder);
        return new Figure("keys: from a key to the painted screen, 99th percentile", SlowestKeys(terminal), "ms", LongestFrame);
    }

    /// <summary>How many milliseconds 99 of 100 keys take at most, from the key to the cells that show it, typed into the field that has the cursor.</summary>
    public static double SlowestKeys(Terminal terminal)
    {
        var times = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            terminal.Type(ClearField);
            terminal.ReadFor(TimeSpan.FromMilliseconds(30));
            for (int typed = 1; typed <= Letters.Length; typed++)
            {
                terminal.Forget();
                long since = Stopwatch.GetTimestamp();
                terminal.Type(Letters[(typed - 1)..typed]);
                times.Add(terminal.Await(Letters[..typed], since).TotalMilliseconds);
            }
        }

        return Sample.Percentile(times, 0.99);
    }

    // SoftHSM2 makes the key meanwhile; the help comes and goes.
    private static Figure KeysDuringWork()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["parameters.yaml"], Subject.ParametersOfBootstrap());
        using Terminal terminal = Subject.Rehearse(Subject.Bootstrap, folder["ceremony"], "--params", folder["parameters.yaml"]);
        terminal.Await(Whole, terminal.Began);
        for (int page = 0; page < MostPages && !terminal.Text.Contains(Working, StringComparison.Ordinal); page++)
        {
            terminal.Type("\r");
            terminal.ReadFor(TimeSpan.FromMilliseconds(200));
        }

        var times = new List<double>();
        while (times.Count < Helps)
        {
            terminal.Forget();
            long since = Stopwatch.GetTimestamp();
            terminal.Type(F1);
            if (terminal.AwaitUnless(Begun, HelpDuringWork, since) is not { } time)
            {
                break;
            }

            times.Add(time.TotalMilliseconds);
            terminal.Type(F1);
            terminal.ReadFor(TimeSpan.FromMilliseconds(20));
        }

        return new Figure("keys during a token's work, 99th percentile", Sample.Percentile(times, 0.99), "ms", LongestFrame);
    }

    private static Figure IdleAsAPart()
    {
        using var folder = new TemporaryFolder();
        using Terminal terminal = Subject.Rehearse(Subject.SingleKey, folder["ceremony"]);
        double ours = PartUsed(terminal, FirstScreen);
        return new Figure("idle: part of a core", ours, "%", 0.5);
    }

    private static double PartUsed(Terminal terminal, string shows)
    {
        terminal.Await(shows, terminal.Began);
        terminal.ReadFor(Reading);
        TimeSpan before = terminal.ProcessorUsed();
        long start = Stopwatch.GetTimestamp();
        terminal.ReadFor(Idle);
        return 100 * (terminal.ProcessorUsed() - before) / Stopwatch.GetElapsedTime(start);
    }

    private static Figure Ended(string how, Action<Terminal> end)
    {
        using var folder = new TemporaryFolder();
        using Terminal terminal = Subject.Rehearse(Subject.SingleKey, folder["ceremony"]);
        terminal.Await(FirstScreen, terminal.Began);
        terminal.ReadFor(Reading);
        long since = Stopwatch.GetTimestamp();
        end(terminal);
        terminal.Process.WaitForExit(TimeSpan.FromSeconds(30));
        return new Figure($"from the end to the end of the program: {how}", Stopwatch.GetElapsedTime(since).TotalMilliseconds, "ms", 100);
    }

    private static void Signal(Terminal terminal) => Tool.Demand("kill", "-TERM", $"{terminal.Process.Id}");

    private static Terminal AtTheForm(TemporaryFolder folder)
    {
        Terminal terminal = Subject.Rehearse(Subject.SingleKey, folder["ceremony"]);
        terminal.Await(FirstScreen, terminal.Began);
        terminal.ReadFor(Reading);
        terminal.Type("\r");
        terminal.Await(Form, Stopwatch.GetTimestamp());
        terminal.ReadFor(Reading);
        return terminal;
    }
}
