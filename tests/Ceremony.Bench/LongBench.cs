using System.Diagnostics;

namespace Ceremony.Bench;

/// <summary>
/// A ceremony that was left after many steps: how soon it begins, how much memory it has, what a resume costs, and how quickly keys are painted in it. A step has three lines; a script of 1 MiB has no more than about 14,000 such steps. Beside it one with
/// nearly as many lines as a ceremony may have before it has to be sealed, 90,000.
/// </summary>
internal static class LongBench
{
    private const int Steps = 10_000;
    private const int NotedSteps = 2_000;
    private const int Notes = 40;
    private const int Times = 3;
    private const int Left = 1;
    private const int Unfinished = 1;
    private const string Sheet = "Its words";
    private const string NextField = "\t";
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);

    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        string ceremony = folder["ceremony"];
        File.WriteAllText(folder["script.yaml"], LongScript.Of(Steps));
        File.WriteAllText(folder["first.yaml"], $"{LongScript.Answers}  key:\n    events:\n      - leave: true\n");
        yield return new Figure($"start to the first whole screen: {Steps} steps", StartBench.ToFirstScreen(folder["script.yaml"]).TotalMilliseconds, "ms", 1_000);
        Measured held = Measured.RunTo(Left, Subject.Program, "rehearse", folder["script.yaml"], "--answers", folder["first.yaml"], "--out", ceremony);
        var verified = Measured.Middle(Verify);
        yield return new Figure($"{Steps} steps by answers", held.Seconds, "s", null);
        yield return new Figure($"{Steps} steps by answers: memory", held.Mebibytes, "MiB", 150);
        yield return new Figure($"verify of {Steps} steps", verified.Seconds, "s", null);
        yield return new Figure($"verify of {Steps} steps: memory", verified.Mebibytes, "MiB", 150);
        yield return new Figure($"keys after {Steps} steps: from a key to the painted screen, 99th percentile", Keys(ceremony), "ms", RoomBench.LongestFrame);

        // It is left again as soon as the open step has been run up to what it proposes. The witness reads what was written down when it was left.
        Measured left = held;
        (double resume, double verify) = Sample.InTurn(Times, () => TimeSpan.FromSeconds(Resume().Seconds), () => TimeSpan.FromSeconds(Verify().Seconds));
        yield return new Figure($"resume after {Steps} steps / its verify and a second", resume / 1000, "s", 1) { Other = (verify / 1000) + 1 };

        Measured Verify() => Measured.RunTo(Unfinished, Subject.Program, "verify", ceremony, "--allow-console-keys");

        Measured Resume()
        {
            (string line, string words) = LongScript.Sheet(left.Output);
            string again = LongScript.Answers.Replace("everywhere:\n", $"everywhere:\n  sheet line: '{line}'\n  sheet words: '{words}'\n", StringComparison.Ordinal);
            File.WriteAllText(folder["again.yaml"], $"{again}  key:\n    events:\n      - {{ leave: true, before: confirm officer 1 }}\n");
            return left = Measured.RunTo(Left, Subject.Program, "resume", ceremony, "--answers", folder["again.yaml"]);
        }

        // A note is the line that costs least room in a file of answers, which has 1 MiB at most.
        string noted = folder["noted"];
        string notes = string.Join(',', Enumerable.Repeat("{note: n}", Notes));
        File.WriteAllText(folder["noted.yaml"], LongScript.Of(NotedSteps));
        File.WriteAllText(folder["notes.yaml"], $"{File.ReadAllText(folder["first.yaml"])}{string.Concat(Enumerable.Range(1, NotedSteps).Select(step => $"  read-{step}: {{ events: [{notes}] }}\n"))}");
        Measured.RunTo(Left, Subject.Program, "rehearse", folder["noted.yaml"], "--answers", folder["notes.yaml"], "--out", noted);
        int lines = File.ReadLines(Path.Combine(noted, "journal.jsonl")).Count();
        yield return new Figure("the longest journal: lines", lines, "", null);
        yield return new Figure("the longest journal: keys, from a key to the painted screen, 99th percentile", Keys(noted), "ms", RoomBench.LongestFrame);
    }

    // In the form that asks for the witness's sheet.
    private static double Keys(string ceremony)
    {
        using var terminal = new Terminal(80, 24, Subject.Program, "resume", ceremony);
        terminal.Await(Sheet, Stopwatch.GetTimestamp());
        terminal.ReadFor(Reading);
        terminal.Type(NextField);
        terminal.ReadFor(Reading);
        return RoomBench.SlowestKeys(terminal);
    }
}
