using System.Runtime.CompilerServices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Tty;

namespace Ceremony.Tui.Tests;

/// <summary>The real room on Terminal.Gui, without a terminal.</summary>
public class TerminalRoomTests
{

    // Whoever runs the tests on a terminal keeps it.
    [ModuleInitializer]
    internal static void KeepOffTheTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    [Fact]
    public async Task A_question_is_painted_and_its_reply_comes_back()
    {
        using TerminalRoom room = Open();
        room.Update(Samples.Room);
        Task<RoomReply> reply = room.AskAny(Samples.Key, new GoOnPrompt());
        string text = await Seen(room, "Enter Go on");
        Assert.Contains("A new RSA key of 4096 bits", text);
        Assert.StartsWith(" REHEARSAL  Bootstrap", text);
        room.Thread.Press(new KeyPress(KeyName.Enter));
        Assert.IsType<WentOn>(await reply.WaitAsync(Patience.Longest));
    }

    [Fact]
    public async Task Keys_pressed_before_a_question_was_seen_do_not_answer_it()
    {
        using TerminalRoom room = Open();
        room.Thread.Press(new KeyPress(KeyName.Enter));
        Task<RoomReply> reply = room.AskAny(Samples.Key, new GoOnPrompt());
        await Seen(room, "Enter Go on");
        Assert.False(reply.IsCompleted);
    }

    [Fact]
    public async Task Work_is_shown_until_it_ends()
    {
        using TerminalRoom room = Open();
        IDisposable work = room.BeginWork("Generating the CA key", TimeSpan.FromSeconds(20));
        Assert.Contains("usually 20 s", await Seen(room, "Generating the CA key"));
        room.Thread.Press(new KeyPress(KeyName.F1));
        await Seen(room, "Type nothing until it asks again.");
        room.Thread.Press(new KeyPress(KeyName.Escape));
        work.Dispose();
        Assert.DoesNotContain("usually", await room.Thread.Read().WaitAsync(Patience.Longest));
    }

    [Fact]
    public async Task Work_within_work_shows_the_outer_one_again_when_it_ends()
    {
        using TerminalRoom room = Open();
        using IDisposable outer = room.BeginWork("Producing the card", null);
        IDisposable inner = room.BeginWork("Generating a key", null);
        await Seen(room, "Generating a key");
        inner.Dispose();
        inner.Dispose();
        await Seen(room, "Producing the card");
    }

    [Theory]
    [InlineData("\e[[A", nameof(KeyName.F1))]
    [InlineData("\e[[E", nameof(KeyName.F5))]
    [InlineData("\e[[F", nameof(KeyName.Other))]
    [InlineData("\e[99~", nameof(KeyName.Other))]
    public void The_function_keys_of_the_linux_console_are_known(string sequence, string key) =>
        Assert.Equal(Enum.Parse<KeyName>(key), TerminalKeys.TranslateUnknown(sequence).Name);

    [Fact]
    public async Task What_was_typed_into_a_form_survives_a_note_in_between()
    {
        using TerminalRoom room = Open();
        room.Update(Samples.Room);
        Task<RoomReply> reply = room.AskAny(Samples.Key, new FormPrompt(Samples.People));
        await Seen(room, "Operator");
        Press(room, "Alba");
        room.Thread.Press(new KeyPress(KeyName.F5));
        Assert.Equal(new Interrupted(new TokensWanted()), await reply.WaitAsync(Patience.Longest));
        _ = room.AskAny(Samples.Key, new FormPrompt(Samples.People));
        await Seen(room, "Alba_");
    }

    [Fact]
    public async Task The_second_officer_need_not_read_the_screen_again()
    {
        using TerminalRoom room = Open();
        ConfirmPrompt first = Samples.Confirm with { Panes = [Samples.Confirm.Panes[0] with { ConfirmedAt = null }, Samples.Confirm.Panes[1]] };
        Task<RoomReply> reply = room.AskAny(Samples.Long, first);
        await Seen(room, "Enter Next page");
        room.Thread.Press(new KeyPress(KeyName.End));
        await Seen(room, "Enter Sign");
        Press(room, "1234");
        room.Thread.Press(new KeyPress(KeyName.Enter));
        Assert.Equal(0, Assert.IsType<OfficerPinTyped>(await reply.WaitAsync(Patience.Longest)).Pane);
        _ = room.AskAny(Samples.Long, Samples.Confirm);
        Assert.Contains("► PIN", await Seen(room, "√ signed"));
    }

    [Fact]
    public async Task A_shown_secret_is_gone_from_the_screen_after_its_second()
    {
        using TerminalRoom room = Open();
        _ = room.AskAny(new Screen("PIN"), Samples.ShownSecret());
        await Seen(room, "Space Show it");
        Press(room, " ");
        await Seen(room, "█▀▀█  ▀▀▀█");
        await Seen(room, "×     ×");
        Assert.DoesNotContain("█", await room.Thread.Read().WaitAsync(Patience.Longest));
    }

    [Fact]
    public async Task Whoever_waits_when_the_room_closes_is_told()
    {
        TerminalRoom room = Open();
        Task<RoomReply> reply = room.AskAny(Samples.Key, new GoOnPrompt());
        room.Dispose();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reply.WaitAsync(Patience.Longest));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => room.AskAny(Samples.Key, new GoOnPrompt()));
    }

    [Fact]
    public async Task A_failure_while_painting_reaches_the_engine()
    {
        using TerminalRoom room = Open();
        Task<RoomReply> reply = room.AskAny(new Screen("broken", new FingerprintBlock("no hash", "xyz")), new GoOnPrompt());
        await Assert.ThrowsAsync<FormatException>(() => reply.WaitAsync(Patience.Longest));
        await Assert.ThrowsAsync<FormatException>(() => room.AskAny(Samples.Key, new GoOnPrompt()).WaitAsync(Patience.Longest));
    }

    [Theory]
    [InlineData("TERM=linux", false, false, true, false)]
    [InlineData("TERM=vt100", true, true, false, false)]
    [InlineData("TERM=xterm NO_COLOR=1", false, true, false, false)]
    [InlineData("TERM=xterm LANG=C", true, false, false, false)]
    [InlineData("TERM=xterm LANG=C LC_ALL=C.UTF-8", false, false, false, false)]
    [InlineData("TERM=xterm COLORFGBG=0;15", false, false, false, true)]
    [InlineData("TERM=xterm COLORFGBG=15;0", false, false, false, false)]
    public void The_environment_tells_what_the_terminal_can_show(string environment, bool ascii, bool noColour, bool console, bool light)
    {
        Dictionary<string, string> variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        TerminalOptions options = TerminalOptions.From(variables.GetValueOrDefault);
        Assert.Equal((ascii, noColour, console, light), (options.Ascii, options.NoColour, options.LinuxConsole, options.Light));
    }

    // The last row names keys as soon as they act on what is shown.
    private static bool TakesKeys(string text) => text.TrimEnd('\n', '\r').Split('\n')[^1].Trim().Length > 0;

    private static TerminalRoom Open() => new(new TerminalOptions { Headless = (80, 24) });

    private static void Press(TerminalRoom room, string text)
    {
        foreach (char character in text)
        {
            room.Thread.Press(KeyPress.Of(character));
        }
    }

    private static async Task<string> Seen(TerminalRoom room, string what)
    {
        var patience = new Patience();
        for (string text = await room.Thread.Read(); ; text = await room.Thread.Read())
        {
            if (text.Contains(what) && TakesKeys(text))
            {
                return text;
            }

            // The clock in the header is no progress.
            Assert.True(patience.Has(text[text.IndexOf('\n')..]), $"\"{what}\" was not shown:\n{text}");
            await Task.Delay(25);
        }
    }
}
