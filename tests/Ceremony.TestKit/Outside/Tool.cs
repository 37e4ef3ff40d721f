using System.ComponentModel;
using System.Diagnostics;

namespace Ceremony.TestKit;

/// <summary>Runs stock programs as witnesses from outside, and waits for them.</summary>
public static class Tool
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static Ran Run(string program, params IEnumerable<string> arguments) => Run(Start(program, arguments));

    /// <summary>Runs with the tokens of that SoftHSM2 configuration in sight; the others see none.</summary>
    public static Ran RunAt(string softHsmConfiguration, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Start(program, arguments);
        // What was set through libc is not in .NET's copy of the environment: a child would miss it.
        start.Environment["SOFTHSM2_CONF"] = softHsmConfiguration;
        return Run(start);
    }

    public static Ran RunIn(string folder, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Start(program, arguments);
        start.WorkingDirectory = folder;
        return Run(start);
    }

    /// <summary>Runs a program that must succeed: all that it wrote, its errors last.</summary>
    public static string Demand(string program, params IEnumerable<string> arguments) => Run(program, arguments).Succeeded().Told;

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOFTHSM2_CONF"] = "/nonexistent";
        return start;
    }

    private static Ran Run(ProcessStartInfo start)
    {
        string command = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        using Process process = Begin(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Await(process, command);
        return new Ran(command, process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>A slow machine is no failure: only a tool that has stopped working, with all that it started, is given up.</summary>
    private static void Await(Process process, string command)
    {
        var patience = new Patience();
        while (!process.WaitForExit(Look))
        {
            if (!patience.Has($"{ProcessorTime.OfTree(process.Id)}"))
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{command} stopped working and did not end.");
            }
        }
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception trouble)
        {
            throw new InvalidOperationException($"{start.FileName} is needed by this test and could not be started ({trouble.Message}): run .ci/install.", trouble);
        }
    }
}
