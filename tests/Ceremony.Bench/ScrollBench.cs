using System.Diagnostics;

namespace Ceremony.Bench;

/// <summary>A ceremony at a large terminal, in the middle of many steps: how long it takes from a key to the screen of the next step, with the outline and the journal scrolled to it. Three lines are made durable meanwhile.</summary>
internal static class ScrollBench
{
    private const int Steps = 10_000;
    private const int Middle = 5_000;
    private const int Read = 100;
    private const int Left = 1;
    private const string Enter = "\r";
    private const string NextField = "\t";
    private const string Sheet = "Its words";
    private const string WhereWeAre = "Where we are";
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        string ceremony = folder["ceremony"];
        File.WriteAllText(folder["script.yaml"], LongScript.Of(Steps));
        File.WriteAllText(folder["answers.yaml"], $"{LongScript.Answers}  read-{Middle}:\n    events:\n      - leave: true\n");
        Measured held = Measured.RunTo(Left, Subject.Program, "rehearse", folder["script.yaml"], "--answers", folder["answers.yaml"], "--out", ceremony);
        (string line, string words) = LongScript.Sheet(held.Output);

        using var terminal = new Terminal(120, 40, Subject.Program, "resume", ceremony);
        terminal.Await(Sheet, Stopwatch.GetTimestamp());
        terminal.ReadFor(Reading);
        terminal.Forget();
        terminal.Type($"{line}{NextField}{words}{Enter}");
        terminal.Await(WhereWeAre, Stopwatch.GetTimestamp());
        terminal.ReadFor(Reading);
        var times = new List<double>();
        for (int step = Middle; step < Middle + Read; step++)
        {
            terminal.Forget();
            long since = Stopwatch.GetTimestamp();
            terminal.Type(Enter);
            times.Add(terminal.Await($"Read {step}", since).TotalMilliseconds);
            terminal.ReadFor(BetweenSteps);
        }

        yield return new Figure($"in the middle of {Steps} steps: from a key to the next step's screen", Sample.Median(times), "ms", null);
        yield return new Figure($"in the middle of {Steps} steps: the longest of them, the first after a resume", times.Max(), "ms", null);
    }
}
