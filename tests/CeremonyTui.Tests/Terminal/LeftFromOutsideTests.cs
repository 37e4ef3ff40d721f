using System.Globalization;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>Each command that shows a screen is ended from outside, by a signal or since its terminal is gone: exit code and last words are those of docs/operator.md, and the ceremony goes on afterwards.</summary>
public sealed partial class LeftFromOutsideTests : IDisposable
{
    private const string Gone = "the terminal is gone";
    private const string GoneUnheard = "the terminal is gone, and SIGHUP is ignored";
    private const string GoesOn = "Go on with: ceremony resume ";
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_WALK") == "full";
    private readonly TemporaryFolder _folder = new();

    /// <summary>The command, what its screen says, how it is ended, and its last words.</summary>
    public static TheoryData<string, string, string, string> Ends
    {
        get
        {
            var ends = new TheoryData<string, string, string, string>();
            foreach ((string command, string screen, string words) in new[]
            {
                ("rehearse {script} --set 'key=Signing key' --out {dir}/new", "What this ceremony will do", "nothing was recorded"),
                ("run {script} --set 'key=Signing key' --out {dir}/new", "What this ceremony will do", "nothing was recorded"),
                ("resume {dir}/begun", "Enter ", GoesOn),
                ("abort {dir}/begun --reason 'it is late'", "Enter ", GoesOn),
            })
            {
                foreach (string end in new[] { "SIGTERM", "SIGHUP", Gone, GoneUnheard })
                {
                    ends.Add(command, screen, end, words);
                }
            }

            return ends;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void The_exit_code_is_that_of_the_document_and_the_ceremony_goes_on(string command, string screen, string end, string words)
    {
        Assert.SkipUnless(IsFull || IsSample(command, end), "make walk");
        Begin(command);
        using var terminal = new Tmux();
        string line = command.Replace("{script}", $"'{Programs.QuickSingleKeyScript(_folder)}'", StringComparison.Ordinal).Replace("{dir}", _folder.Path, StringComparison.Ordinal);
        // The shell outlives its terminal, to say how the program ended.
        File.WriteAllText(_folder["start"], $"trap {(end == GoneUnheard ? "''" : ":")} HUP TERM\nTERM=xterm-256color '{Programs.Native}' {line} 2>'{_folder["words"]}'\necho $? >'{_folder["code.new"]}'\nmv '{_folder["code.new"]}' '{_folder["code"]}'\n");
        terminal.Line($"sh '{_folder["start"]}'");
        terminal.WaitToAct(screen);
        if (end.StartsWith("SIG", StringComparison.Ordinal))
        {
            Tool.Run("kill", $"-{end["SIG".Length..]}", Tool.Run("pgrep", "-P", terminal.Program).Expect().Trim()).Expect();
        }
        else
        {
            terminal.Close();
        }

        Assert.Equal((Documented(end), true), (ExitCode(), File.ReadAllText(_folder["words"]).Contains(words, StringComparison.Ordinal)));
        GoOn(command);
    }

    public void Dispose() => _folder.Dispose();

    // Each command once, and each end once.
    private static bool IsSample(string command, string end) => command.Split(' ')[0] == end switch { "SIGTERM" => "run", "SIGHUP" => "resume", Gone => "abort", _ => "rehearse" };

    /// <summary>The exit code that the document promises.</summary>
    private static int Documented(string end)
    {
        Match promised = Promise().Match(File.ReadAllText(Repository.PathOf("docs", "operator.md")));
        Assert.Contains(end.StartsWith("SIG", StringComparison.Ordinal) ? end : "a terminal that is gone", promised.Groups[1].Value, StringComparison.Ordinal);
        return int.Parse(promised.Groups[2].Value, CultureInfo.InvariantCulture);
    }

    // A ceremony that was left before its key was made.
    private void Begin(string command)
    {
        if (command.Contains("{dir}/begun", StringComparison.Ordinal))
        {
            File.WriteAllText(_folder["leave.yaml"], File.ReadAllText(Programs.SingleKeyAnswers).Replace("steps:\n", "steps:\n  key:\n    events: [ { leave: true } ]\n", StringComparison.Ordinal));
            Tool.Run(Programs.Native, "rehearse", Programs.QuickSingleKeyScript(_folder), "--answers", _folder["leave.yaml"], "--out", _folder["begun"]).Expect(1);
        }
    }

    private void GoOn(string command)
    {
        if (!command.Contains("{dir}/begun", StringComparison.Ordinal))
        {
            Assert.False(File.Exists(Path.Combine(_folder["new"], "journal.jsonl")));
            return;
        }

        bool isAborted = command.StartsWith("abort", StringComparison.Ordinal);
        Tool.Run(Programs.Native, "resume", _folder["begun"], "--answers", Programs.SingleKeyAnswers).Expect(isAborted ? 1 : 0);
        Assert.StartsWith($"CONSISTENT REHEARSAL {(isAborted ? "aborted" : "completed")}\n", Tool.Run(Programs.Native, "verify", _folder["begun"], "--allow-console-keys").Expect(4), StringComparison.Ordinal);
    }

    private int ExitCode()
    {
        for (var patience = new Patience(); !File.Exists(_folder["code"]); Thread.Sleep(50))
        {
            Assert.True(patience.Has(""), "it did not end");
        }

        return int.Parse(File.ReadAllText(_folder["code"]), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?s)(SIGTERM, [^.]*), leave a ceremony as F10 does: exit code ([0-9])")]
    private static partial Regex Promise();
}
