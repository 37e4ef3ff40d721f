using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>
/// The installation of a rehearsal, looked at from outside: its files, its services and what they serve. Its services are ended with it.
/// </summary>
internal sealed partial class Installation(string folder) : IDisposable
{
    private const int Killed = 128 + 9;
    private static readonly string[] Services = ["cf", "cis", "snmp"];
    private static readonly Lock PortsLock = new();
    private static int _lastPort = 24500 + (Environment.ProcessId % 900 * 20);

    public Rehearsal Rehearsal { get; } = new(folder);

    public int Port { get; } = FreePort();

    public string Laboratory => Path.Combine(folder, "rehearsal", "laboratory");

    public string Media(string file) => Path.Combine(Laboratory, "media", file);

    public string Cm(string file) => Path.Combine(Laboratory, "cm", file);

    /// <summary>Holds the bootstrap, with keys that are quicker to make, and waits for its end. A wrong variant of the script is named as the laboratory's <c>wrong</c> does.</summary>
    public Ran Hold(string program, string answers, string wrong = "") => Tool.Run(program, "rehearse", QuickScript(wrong), "--answers", answers, "--out", folder, "--set", $"cf-port={Port}", "--set", $"cis-port={Port + 1}");

    public Ran Resume(string program, string answers) => Tool.Run(program, "resume", folder, "--answers", answers);

    /// <summary>
    /// Resumes, and is killed by the kernel as it enters such a call on its journal, <c>write</c> or <c>fsync</c>, for the n-th time in the same
    /// thread: each line takes one of both. False where it came to its end before. What it starts is let go by the tracer, so that services stay up.
    /// </summary>
    public bool ResumeUntilKilled(string call, int number, string answers)
    {
        string[] program =
        [
            .. LookingInside.Words, "strace", "-f", "-b", "execve", "-qq", "-o", "/dev/null", "-P", Rehearsal.JournalFile, "-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={number}",
            Programs.Native, "resume", folder, "--answers", answers,
        ];
        string said = $"{folder}.said";
        Ran ran = Tool.Run("sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", said, .. program]);
        Assert.True(ran.ExitCode is 0 or Killed, $"It ended with {ran.ExitCode}.\n{ran.Errors}{File.ReadAllText(said)}");
        return ran.ExitCode == Killed;
    }

    /// <summary>The value of a setting, as another program would read it.</summary>
    public string? Setting(string file, string name) => File.Exists(Cm($"config/{file}"))
        ? Regex.Matches(File.ReadAllText(Cm($"config/{file}")), $@"(?m)^\s*{Regex.Escape(name)}\s*=\s*(.*?)\s*\r?$").Select(match => match.Groups[1].Value).LastOrDefault()
        : null;

    public string Control(string verb, string service) => Tool.RunAt(Rehearsal.SoftHsmConfiguration, Path.Combine(Laboratory, "service"), verb, service).Output.Trim();

    /// <summary>SHA-256 of the certificate that is served, lower-case hex; empty where nothing is.</summary>
    public string Served()
    {
        Ran ran = Tool.Run("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"openssl s_client -connect localhost:{Port} </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256 2>/dev/null"));
        return Fingerprint(ran.Output);
    }

    /// <summary>SHA-256 of a certificate in a file, lower-case hex.</summary>
    public static string FingerprintOf(string certificate) => Fingerprint(Tool.Run("openssl", "x509", "-in", certificate, "-noout", "-fingerprint", "-sha256").Expect());

    public void Dispose()
    {
        foreach (string service in File.Exists(Path.Combine(Laboratory, "service")) ? Services : [])
        {
            Control("stop", service);
        }
    }

    private string QuickScript(string wrong)
    {
        string quick = $"{folder}.script.yaml";
        string script = wrong.Length == 0 ? File.ReadAllText(Programs.BootstrapScript) : Tool.Run(Programs.InRepository("ceremony-scripts/nexus-cm-bootstrap/laboratory/wrong"), wrong).Expect();
        File.WriteAllText(quick, script
            .Replace("rsa-4096", "ec-p256", StringComparison.Ordinal)
            .Replace("rsa-3072", "ec-p256", StringComparison.Ordinal)
            .Replace("sha256-rsa", "sha256-ecdsa", StringComparison.Ordinal)
            .Replace("keys: [authentication, signature]\n        algorithm: rsa-2048", "keys: [authentication, signature]\n        algorithm: ec-p256", StringComparison.Ordinal)
            .Replace("[laboratory/make, look]", $"['{Programs.InRepository("ceremony-scripts/nexus-cm-bootstrap/laboratory/make")}', look]", StringComparison.Ordinal)
            .Replace("laboratory: [laboratory/make]", $"laboratory: ['{Programs.InRepository("ceremony-scripts/nexus-cm-bootstrap/laboratory/make")}']", StringComparison.Ordinal));
        return quick;
    }

    private static string Fingerprint(string said) => Hex().Match(said).Groups[1].Value.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();

    // CIS listens one above.
    private static int FreePort()
    {
        lock (PortsLock)
        {
            do
            {
                _lastPort += 2;
            }
            while (!IsFree(_lastPort) || !IsFree(_lastPort + 1));
            return _lastPort;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex("Fingerprint=([0-9A-F:]+)")]
    private static partial Regex Hex();
}
