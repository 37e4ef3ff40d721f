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
    /// <param name="environment">Variables added to this program's environment.</param>
    public static CommandResult Run(IReadOnlyList<string> command, TimeSpan longest, string folder = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var lines = new Queue<string>();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            },
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            process.StartInfo.Environment[name] = value;
        process.OutputDataReceived += (_, said) => Keep(lines, said.Data);
        process.ErrorDataReceived += (_, said) => Keep(lines, said.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception trouble)
        {
            throw new DeviceFault("NoProgram", $"The program {command[0]} could not be started ({trouble.Message}): correct the script, or have it installed.");
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
