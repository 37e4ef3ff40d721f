using System.ComponentModel;
using System.Diagnostics;
using Ceremony.TestKit;

namespace CeremonyTui.Tests;

/// <summary>What a program left: its exit code and what it wrote.</summary>
internal sealed record Ran(string Program, int ExitCode, string Output, string Errors)
{
    /// <summary>The output, where the exit code is the wanted one; fails with everything that was written otherwise.</summary>
    public string Expect(int exitCode = 0)
    {
        Assert.True(ExitCode == exitCode, $"{Program} exited with {ExitCode}, not {exitCode}.\n{Output}{Errors}");
        return Output;
    }
}

/// <summary>Runs programs from outside and waits for them.</summary>
internal static class Tool
{
    public static Ran Run(string program, params IEnumerable<string> arguments) => Start(program, null, null, arguments);

    /// <summary>Runs with a rehearsal's own SoftHSM2 tokens in sight.</summary>
    public static Ran RunAt(string softHsmConfiguration, string program, params IEnumerable<string> arguments) => Start(program, null, softHsmConfiguration, arguments);

    public static Ran RunIn(string folder, string program, params IEnumerable<string> arguments) => Start(program, folder, null, arguments);

    private static Ran Start(string program, string? folder, string? softHsmConfiguration, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        start.Environment["SOFTHSM2_CONF"] = softHsmConfiguration ?? "/nonexistent";
        using Process process = Begin(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Children.WaitForEnd(process, program);
        return new Ran(Path.GetFileName(program), process.ExitCode, output.Result, errors.Result);
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
