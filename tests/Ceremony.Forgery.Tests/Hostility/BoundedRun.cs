using System.Diagnostics;
using System.Globalization;

namespace Ceremony.Forgery.Tests.Hostility;

/// <summary>Runs the program with little memory and little time of the processor.</summary>
/// <param name="ExitCode">Its exit code; null where it had to be ended.</param>
/// <param name="Told">All that it wrote.</param>
/// <param name="Trouble">Why it had to be ended; empty where it ended by itself.</param>
/// <param name="MostBytes">The most memory that it had at a time.</param>
internal sealed record BoundedRun(int? ExitCode, string Told, string Trouble, long MostBytes)
{
    private const long LongestTicks = 10 * TicksASecond;
    private const long TicksASecond = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(60);

    public static BoundedRun Of(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOFTHSM2_CONF"] = "/nonexistent";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        (string trouble, long most) = Watch(process);
        if (trouble.Length > 0)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        return new BoundedRun(trouble.Length > 0 ? null : process.ExitCode, output.Result + errors.Result, trouble, most);
    }

    // By the processor's time, not by the clock: a machine that is busy is no fault of the program. One that waits for something that never comes does no work at all.
    private static (string Trouble, long Most) Watch(Process process)
    {
        var idle = Stopwatch.StartNew();
        (long ticks, long most) = (0, 0);
        while (!process.WaitForExit(Look))
        {
            most = Math.Max(most, Memory(process.Id));
            long now = Ticks(process.Id);
            if (now > LongestTicks)
            {
                return ($"it worked for more than {LongestTicks / TicksASecond} seconds", most);
            }

            if (now != ticks)
            {
                (ticks, idle) = (now, Stopwatch.StartNew());
            }
            else if (idle.Elapsed > Stands)
            {
                return ("it waits for something", most);
            }
        }

        return ("", most);
    }

    private static long Ticks(int process) => Read($"/proc/{process}/stat") is { Length: > 0 } stat
        ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(11).Take(2).Sum(each => long.Parse(each, CultureInfo.InvariantCulture))
        : 0;

    private static long Memory(int process) => Read($"/proc/{process}/status").Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
        ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) * 1024
        : 0;

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }
}
