using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>A real terminal, that of tmux, on a socket of its own, with a shell in it.</summary>
internal sealed partial class Tmux : IDisposable
{
    private const int MostLooks = 200;
    private readonly string _socket = $"ceremony-{Guid.NewGuid():n}";

    public Tmux()
    {
        Command("new-session", "-d", "-s", "room", "-x", "80", "-y", "24", "env PS1='$ ' LANG=C.UTF-8 LC_ALL=C.UTF-8 bash --norc --noprofile");
        Wait("$");
    }

    /// <summary>What stands on the screen, a line feed after each row.</summary>
    public string Screen => Command("capture-pane", "-p", "-t", "room");

    /// <summary>The same with the sequences that paint it.</summary>
    public string Painted => Command("capture-pane", "-p", "-e", "-t", "room");

    /// <summary>What tmux knows of the pane.</summary>
    public string Ask(string format) => Command("display", "-p", "-t", "room", format).Trim();

    /// <summary>The process that runs in the shell.</summary>
    public string Program => Tool.Run("pgrep", "-P", Ask("#{pane_pid}")).Expect().Trim();

    public void Keys(params IEnumerable<string> keys) => Command(["send-keys", "-t", "room", .. keys]);

    /// <summary>Types a text as it is, and Enter, without a pause.</summary>
    public void Line(string text) => Command("send-keys", "-t", "room", "-l", text, ";", "send-keys", "-t", "room", "Enter");

    /// <summary>Starts a rehearsal; the shell says with which code it ended.</summary>
    public void Rehearse(string script, string folder, string options = "", string environment = "TERM=xterm-256color") =>
        Line($"clear; echo before; {environment} '{Programs.Native}' rehearse '{script}' --out '{folder}' {options}; echo code=$?");

    public void Resize(int columns, int rows) => Command("resize-window", "-t", "room", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>Waits until the screen says it; gives the screen.</summary>
    public string Wait(string what) => WaitUntil(screen => screen.Contains(what, StringComparison.Ordinal), $"\"{what}\" was not shown");

    /// <summary>Waits until the screen says it and takes keys, which its last row names as soon as it does; gives the screen.</summary>
    public string WaitToAct(string what) => WaitUntil(screen => screen.Contains(what, StringComparison.Ordinal) && TakesKeys(screen), $"\"{what}\" was not shown, or took no keys");

    /// <summary>Whether something is asked and keys answer it.</summary>
    public static bool TakesKeys(string screen) => LastRow(screen).Contains("Enter ", StringComparison.Ordinal);

    public static string LastRow(string screen) => screen.TrimEnd('\n').Split('\n')[^1];

    /// <summary>Waits until the screen is as it should be, for as long as anything but its clock changes; gives the screen.</summary>
    public string WaitUntil(Func<string, bool> isIt, string otherwise)
    {
        var patience = new Patience();
        for (string screen = Screen; ; screen = Screen)
        {
            if (isIt(screen))
            {
                return screen;
            }

            Assert.True(patience.Has(WithoutClock(screen)), $"{otherwise}:\n{screen}");
            Thread.Sleep(50);
        }
    }

    /// <summary>The screen without the time of day, which changes when nothing else does.</summary>
    public static string WithoutClock(string screen) => Clock().Replace(screen, "");

    /// <summary>Waits until tmux knows that of the pane.</summary>
    public void WaitFor(string format, string value)
    {
        var patience = new Patience();
        for (string state = Ask(format); state != value; state = Ask(format))
        {
            Assert.True(patience.Has(state + WithoutClock(Screen)), $"{format} is {state}, not {value}:\n{Screen}");
            Thread.Sleep(50);
        }
    }

    /// <summary>Fails where the shell does not have its own screen, its cursor and its line back.</summary>
    public void AssertRestored(string before)
    {
        Assert.Contains(before, Wait("code="));
        Assert.Equal("0 0 1", Ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"));
        Line("stty -a | grep -o -w -e -icanon -e -echo -e -isig -e -opost -e -icrnl || echo the line is sane");
        Wait("\nthe line is sane");
        Line("echo typed $((40 + 2))");
        Wait("typed 42");
    }

    /// <summary>The terminal goes, whatever runs in it.</summary>
    public void Close() => Command("kill-server");

    /// <summary>The same; what ran in it has ended when this returns, and writes nothing more into a folder that is being removed.</summary>
    public void Dispose()
    {
        string[] programs = Tool.Run("pgrep", "-P", Ask("#{pane_pid}")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Close();
        for (int looks = 0; looks < MostLooks && programs.Any(each => Directory.Exists($"/proc/{each}")); looks++)
        {
            Thread.Sleep(50);
        }
    }

    private string Command(params IEnumerable<string> words) => Tool.Run("tmux", ["-L", _socket, "-f", "/dev/null", .. words]).Output;

    [GeneratedRegex(@"[0-9]{2}:[0-9]{2}:[0-9]{2}Z")]
    private static partial Regex Clock();
}
