using System.Diagnostics;

namespace CeremonyTui.Tests.Terminal;

/// <summary>A real terminal, that of tmux, on a socket of its own, with a shell in it.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
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

    /// <summary>Types a text as it is.</summary>
    public void Type(string text) => Command("send-keys", "-t", "room", "-l", text);

    /// <summary>Types a command line to the shell.</summary>
    public void Shell(string line)
    {
        Type(line);
        Keys("Enter");
    }

    public void Resize(int columns, int rows) => Command("resize-window", "-t", "room", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>Waits until the screen says it; gives the screen.</summary>
    public string Wait(string what)
    {
        string screen = "";
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; Thread.Sleep(50))
        {
            screen = Screen;
            if (screen.Contains(what, StringComparison.Ordinal))
            {
                return screen;
            }
        }

        Assert.Fail($"\"{what}\" was not shown:\n{screen}");
        return "";
    }

    /// <summary>Waits until tmux knows that of the pane.</summary>
    public void WaitFor(string format, string value)
    {
        for (var watch = Stopwatch.StartNew(); Ask(format) != value; Thread.Sleep(50))
        {
            Assert.True(watch.Elapsed < Patience, $"{format} is {Ask(format)}, not {value}:\n{Screen}");
        }
    }

    /// <summary>Fails where the shell does not have its own screen, its cursor and its line back.</summary>
    public void AssertRestored(string before)
    {
        Assert.Contains(before, Wait("code="));
        Assert.Equal("0 0 1", Ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"));
        Shell("stty -a | grep -o -w -e -icanon -e -echo -e -isig -e -opost -e -icrnl || echo the line is sane");
        Wait("\nthe line is sane");
        Shell("echo typed $((40 + 2))");
        Wait("typed 42");
    }

    public void Dispose() => Command("kill-server");

    private string Command(params IEnumerable<string> words) => Tool.Run("tmux", ["-L", _socket, "-f", "/dev/null", .. words]).Output;
}
