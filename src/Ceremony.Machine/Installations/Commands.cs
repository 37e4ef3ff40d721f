using System.ComponentModel;
using System.Diagnostics;
using Ceremony.Core.Devices;

namespace Ceremony.Machine.Installations;

/// <summary>Runs programs by argument lists, without a shell.</summary>
internal static class Commands
{
    private const int MostLines = 20;
    private const int LongestLine = 400;

    /// <summary>Runs one and waits; see <see cref="IInstallation.Run"/>.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="longest">The longest time that it may take.</param>
    /// <param name="folder">Its working directory; this program's if null.</param>
    /// <param name="environment">Variables beside those of <see cref="ChildEnvironment"/>.</param>
    public static CommandResult Run(IReadOnlyList<string> command, TimeSpan longest, string folder = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var lines = new Queue<string>();
        string program = ChildEnvironment.Find(command[0]) ?? throw NotStarted(command[0], "it is in none of the folders of PATH");
        RefuseOpenToAll(program);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            },
        };
        ChildEnvironment.Set(process.StartInfo, environment);
        process.OutputDataReceived += (_, said) => Keep(lines, said.Data);
        process.ErrorDataReceived += (_, said) => Keep(lines, said.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception trouble)
        {
            throw NotStarted(command[0], trouble.Message);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(longest))
        {
            process.Kill(entireProcessTree: true);
            throw new DeviceFault("TimeOver", $"The program {string.Join(' ', command)} did not end within {longest.TotalSeconds:0} seconds and was stopped: look at what it does, then try again.");
        }

        // A service that it started may hold its streams open; what it said by now is enough.
        AwaitStreams(process);
        lock (lines)
        {
            return new CommandResult(process.ExitCode, [.. lines]);
        }
    }

    // A service's program is named by the script and not looked at before, so nothing can be exchanged between a look and a start; but what anybody can write is nobody's program.
    private static void RefuseOpenToAll(string program)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && File.Exists(program) && (File.GetUnixFileMode(Path.GetFullPath(program)) & UnixFileMode.OtherWrite) != 0)
                throw NotStarted(program, "everybody on this machine can write to it");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw NotStarted(program, trouble.Message);
        }
    }

    private static DeviceFault NotStarted(string program, string why) =>
        new("NoProgram", $"The program {program} could not be started ({why}): correct the script, or have it installed.");

    private static void AwaitStreams(Process process)
    {
        using var over = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            process.WaitForExitAsync(over.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.CancelOutputRead();
            process.CancelErrorRead();
        }
    }

    private static void Keep(Queue<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
        {
            lines.Enqueue(line.Length > LongestLine ? line[..LongestLine] : line);
            if (lines.Count > MostLines)
                lines.Dequeue();
        }
    }
}
