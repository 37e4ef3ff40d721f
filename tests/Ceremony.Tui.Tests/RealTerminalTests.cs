using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Ceremony.Tui.Tests;

/// <summary>The room on a real terminal, that of tmux: it starts, is resized, ends in every way, and leaves the terminal as it was.</summary>
public sealed partial class RealTerminalTests : IDisposable
{
    private const string Question = "Enter Work";
    private readonly string _socket = $"ceremony-{Guid.NewGuid():n}";

    public void Dispose() => Tmux("kill-server");

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_leaves_the_room_and_the_terminal_in_order(string signal)
    {
        Open("");
        Wait(Question);
        Tmux("send-keys", "-t", "room", "F2");
        Wait("A note for the record");
        string shell = Tmux("display", "-p", "-t", "room", "#{pane_pid}").Trim();
        Run("pkill", $"-{signal}", "-P", shell);
        AssertRestored(ShowRoom.Left);
    }

    [Fact]
    public void Killed_outright_the_guard_beside_it_leaves_the_terminal_in_order()
    {
        Open("");
        Wait(Question);
        Run("pkill", "-KILL", "-P", Tmux("display", "-p", "-t", "room", "#{pane_pid}").Trim());
        AssertRestored(128 + 9);
    }

    [Theory]
    [InlineData("crash", 134)]
    [InlineData("exit", 9)]
    public void A_bad_end_leaves_the_terminal_in_order(string end, int code)
    {
        Open(end);
        Wait(Question);
        AssertRestored(code);
    }

    [Fact]
    public void Leaving_by_the_menu_leaves_the_terminal_in_order()
    {
        Open("");
        Wait(Question);
        Tmux("send-keys", "-t", "room", "C-c");
        Wait("Nothing was stopped");
        Tmux("send-keys", "-t", "room", "C-z");
        Tmux("send-keys", "-t", "room", "Escape");
        Wait(Question);
        Tmux("send-keys", "-t", "room", "F10");
        Wait("Back to the ceremony");
        Tmux("send-keys", "-t", "room", "l");
        Wait("► Leave now");
        Tmux("send-keys", "-t", "room", "Enter");
        AssertRestored(ShowRoom.Left);
    }

    [Fact]
    public void The_room_follows_the_terminal_size_and_loses_nothing()
    {
        Open("");
        Wait(Question);
        Tmux("send-keys", "-t", "room", "F2");
        Wait("A note for the record");
        Tmux("send-keys", "-t", "room", "the lamp flickers");
        Wait("the lamp flickers");
        Tmux("resize-window", "-t", "room", "-x", "70", "-y", "20");
        Wait("The terminal has 70 columns and 20 rows.");
        Tmux("resize-window", "-t", "room", "-x", "120", "-y", "40");
        Wait("step 7 of 31");
        Assert.Contains("A note for the record", Wait("the lamp flickers"));
    }

    [Fact]
    public void The_function_keys_of_the_linux_console_arrive()
    {
        Open("", "TERM=linux");
        Wait(Question);
        Tmux("send-keys", "-t", "room", "-H", "1b", "5b", "5b", "42");
        Wait("A note for the record");
    }

    [Fact]
    public void Keys_that_were_typed_before_a_screen_stood_do_not_act_on_it()
    {
        Open("fingerprint");
        Wait(Question);
        Tmux("send-keys", "-t", "room", "Enter", "Enter", "Enter");
        Wait("Generating the CA key");
        Tmux("send-keys", "-t", "room", "Enter", "Escape", "Enter", "F10", "Enter");
        Wait("Enter Hide it");
        // Whatever came through would have acted before a key that is pressed now.
        Tmux("send-keys", "-t", "room", "F1");
        Wait("Esc Close");
        Tmux("send-keys", "-t", "room", "Escape");
        Wait("Enter Hide it");

        // A form's letters are no letters of it when they are typed before it stands; those that are typed or pasted into it are.
        Tmux("send-keys", "-t", "room", "Enter", "Early");
        Wait("Enter Next");
        Tmux("send-keys", "-t", "room", "-l", "Typed, ");
        Tmux("set-buffer", "pasted at once\n");
        Tmux("paste-buffer", "-p", "-t", "room");
        Assert.DoesNotContain("Early", Wait("Typed, pasted at once_"));
    }

    private void AssertRestored(int code)
    {
        // The shell's own screen is back, with its cursor, and its line is in order. Where the program was killed, the shell goes on
        // while the guard still restores, and what it says meanwhile may go with the program's screen: so the shell is asked again.
        WaitUntil("0 0 1 bash", () => Tmux("display", "-p", "-t", "room", "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{pane_current_command}").Trim());
        Tmux("send-keys", "-t", "room", "echo \"ended by $code\"", "Enter");
        Assert.Contains("before", Wait($"\nended by {code}"));
        Tmux("send-keys", "-t", "room", "stty -a | grep -o -w -e -icanon -e -isig -e -opost -e -icrnl || echo sane", "Enter");
        Wait("\nsane");
    }

    private void Open(string words, string environment = "TERM=xterm-256color")
    {
        Tmux("new-session", "-d", "-s", "room", "-x", "80", "-y", "24", "env PS1='$ ' LANG=C.UTF-8 bash --norc --noprofile");
        Wait("$");
        Tmux("send-keys", "-t", "room", $"clear; echo before; {environment} '{Environment.ProcessPath}' show-room {words}; code=$?", "Enter");
    }

    private string Wait(string what) => WaitUntil(what, () => Tmux("capture-pane", "-p", "-t", "room"));

    private static string WaitUntil(string what, Func<string> look)
    {
        var patience = new Patience();
        for (string text = look(); ; text = look())
        {
            if (text.Contains(what))
            {
                return text;
            }

            Assert.True(patience.Has(Clock().Replace(text, "")), $"\"{what}\" was not shown:\n{text}");
            Thread.Sleep(50);
        }
    }

    private string Tmux(params IEnumerable<string> words) => Run("tmux", ["-L", _socket, "-f", "/dev/null", .. words]);

    private static string Run(string program, params IEnumerable<string> words)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    [GeneratedRegex("[0-9]{2}:[0-9]{2}:[0-9]{2}Z")]
    private static partial Regex Clock();
}
