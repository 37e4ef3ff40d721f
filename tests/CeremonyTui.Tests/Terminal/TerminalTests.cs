using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Terminal;

/// <summary>The program at a real terminal, driven by what its screens say.</summary>
public sealed class TerminalTests
{
    [Fact]
    public void One_key_is_made_by_somebody_who_only_reads_the_screens()
    {
        using var folder = new TemporaryFolder();
        using var terminal = new Tmux();
        terminal.Rehearse(Programs.QuickSingleKeyScript(folder), folder["out"]);
        var robot = new Robot(terminal);
        // In the middle the window is made larger, too small, and as it was.
        string end = robot.WalkToTheEnd((screens, _) =>
        {
            if (screens == 6)
            {
                terminal.Resize(120, 40);
                terminal.Wait("F1 Help");
                terminal.Resize(60, 18);
                terminal.Wait("60 columns and 18 rows");
                terminal.Resize(80, 24);
                terminal.Wait("F1 Help");
            }
        });
        Assert.Contains("code=0", end);
        terminal.AssertRestored("before");
        var rehearsal = new Rehearsal(folder["out"]);
        Assert.StartsWith("VALID REHEARSAL completed", Tool.Run(Programs.Native, "verify", rehearsal.Archive, "--fingerprint", rehearsal.Fingerprint, "--allow-console-keys").Expect(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", "xterm-256color")]
    [InlineData("INT", "linux")]
    [InlineData("HUP", "vt100")]
    public void A_signal_from_outside_leaves_the_terminal_in_order_and_the_ceremony_resumable(string signal, string terminalName)
    {
        using var folder = new TemporaryFolder();
        using var terminal = new Tmux();
        terminal.Rehearse(Programs.QuickSingleKeyScript(folder), folder["out"], "--set 'key=Signing key'", $"TERM={terminalName}");
        BeginCeremony(terminal);
        Tool.Run("kill", $"-{signal}", terminal.Program).Expect();
        string screen = terminal.Wait("code=");
        Assert.Contains("code=1", screen);
        terminal.AssertRestored("before");
        Resume(terminal, folder);
    }

    [Fact]
    public void A_program_that_is_killed_outright_leaves_the_terminal_in_order_and_can_be_resumed()
    {
        using var folder = new TemporaryFolder();
        using var terminal = new Tmux();
        terminal.Rehearse(Programs.QuickSingleKeyScript(folder), folder["out"], "--set 'key=Signing key'");
        BeginCeremony(terminal);
        Tool.Run("kill", "-KILL", terminal.Program).Expect();
        // What the shell says of the end may still go to the screen that is left; it says it once more on its own.
        terminal.WaitFor("#{alternate_on}", "0");
        terminal.Line("echo code=killed");
        terminal.AssertRestored("before");
        Resume(terminal, folder);
    }

    [Theory]
    [InlineData("NO_COLOR=1 TERM=xterm-256color")]
    [InlineData("TERM=linux")]
    [InlineData("TERM=vt100")]
    [InlineData("TERM=xterm-256color")]
    public void Help_is_sentences_on_every_kind_of_terminal_and_Ctrl_C_ends_nothing(string environment)
    {
        using var folder = new TemporaryFolder();
        using var terminal = new Tmux();
        terminal.Rehearse(Programs.QuickSingleKeyScript(folder), folder["out"], "", environment);
        foreach (string title in new[] { "A rehearsal", "Parameters", "What this ceremony will do", "Compare with paper" })
        {
            string screen = terminal.WaitToAct($"{title} ");
            terminal.Keys("F1");
            Assert.Matches("[A-Z][a-z ,]+[a-z]", terminal.Wait("Esc Close"));
            terminal.Keys("Escape");
            terminal.Wait(title == "Compare with paper" ? "F10 Menu" : "F10 Leave");
            terminal.Keys("C-c");
            terminal.Keys("C-z");
            if (title != "Compare with paper")
            {
                terminal.Wait("F10 Leave");
                terminal.Keys("Enter");
            }

            Assert.Contains("REHEARSAL", screen);
        }

        Assert.NotEqual("", terminal.Program);
        if (environment.StartsWith("NO_COLOR", StringComparison.Ordinal))
        {
            Assert.DoesNotMatch("\u001b\\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]", terminal.Painted);
        }
    }

    private static void BeginCeremony(Tmux terminal)
    {
        terminal.WaitToAct("Begin the ceremony");
        terminal.Keys("Enter");
        terminal.Wait("Compare with paper");
    }

    private static void Resume(Tmux terminal, TemporaryFolder folder)
    {
        Tool.Run(Programs.Native, "resume", folder["out"], "--answers", Programs.SingleKeyAnswers).Expect();
        Assert.StartsWith("CONSISTENT REHEARSAL completed", Tool.Run(Programs.Native, "verify", folder["out"], "--allow-console-keys").Expect(4), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", terminal.Screen);
    }
}
