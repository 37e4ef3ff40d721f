using System.ComponentModel;
using System.Diagnostics;
using Ceremony.TestKit;

namespace Ceremony.Machine.Tests;

/// <summary>Runs a tool from outside and waits for it. A tool that is not there fails the test with a sentence.</summary>
internal static class Tool
{
    /// <summary>Exit code and everything written, errors after the output.</summary>
    public static (int ExitCode, string Output) Try(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // What was set through libc is not in .NET's copy of the environment: a child would miss the room's tokens.
        start.Environment["SOFTHSM2_CONF"] = TestRoom.ConfigurationFile;
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Children.WaitForEnd(process, name);
        return (process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>What the tool wrote; fails where it exits with anything but 0.</summary>
    public static string Run(string name, params string[] arguments)
    {
        (int exitCode, string output) = Try(name, arguments);
        Assert.True(exitCode == 0, $"{name} {string.Join(' ', arguments)} exited with {exitCode}: {output}");
        return output;
    }

    private static Process Start(ProcessStartInfo start)
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
