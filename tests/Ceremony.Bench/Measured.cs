using System.Diagnostics;
using System.Globalization;

namespace Ceremony.Bench;

/// <summary>What a whole process took, by its own account and the kernel's (time(1)).</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Processor">User and system time, in seconds.</param>
/// <param name="Mebibytes">The most memory that it had (maximum resident set).</param>
internal sealed record Measured(double Seconds, double Processor, double Mebibytes)
{
    /// <summary>What it printed.</summary>
    public string Output { get; init; } = "";

    /// <summary>The one in the middle of three by its processor time: a machine that is shared with others is now quicker, now slower.</summary>
    public static Measured Middle(Func<Measured> run) => new[] { run(), run(), run() }.OrderBy(each => each.Processor).ElementAt(1);

    /// <summary>Runs a program, which must succeed.</summary>
    public static Measured Run(string program, params IReadOnlyList<string> arguments) => RunTo(0, program, arguments);

    /// <summary>Runs a program, which must end with that exit code.</summary>
    public static Measured RunTo(int exitCode, string program, params IReadOnlyList<string> arguments)
    {
        using var folder = new TemporaryFolder();
        string told = folder["time"];
        long start = Stopwatch.GetTimestamp();
        Ran ran = Tool.Run("/usr/bin/time", ["-f", "%U %S %M", "-o", told, program, .. arguments]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (ran.ExitCode != exitCode)
        {
            throw new InvalidOperationException($"{ran.Command} ended with {ran.ExitCode}: {ran.Output}{ran.Errors}");
        }

        double[] figures = [.. File.ReadLines(told).Last().Split(' ').Select(each => double.Parse(each, CultureInfo.InvariantCulture))];
        return new Measured(seconds, figures[0] + figures[1], figures[2] / 1024) { Output = ran.Output + ran.Errors };
    }
}
