using System.Diagnostics;

namespace Ceremony.Archive.Tests;

/// <summary>Runs stock tools.</summary>
internal static class Tool
{
    /// <summary>Runs a program in a folder and gives its exit code and all that it wrote.</summary>
    public static (int Code, string Output) Run(string folder, string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
