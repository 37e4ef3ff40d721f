using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A real ceremony on a machine with a network interface up: the reason is on record, and the officers confirm it before anything is logged into.</summary>
public sealed class OpenAirGapTests
{
    private const string Recorded = "exception";
    private static readonly string[] Titles = ["The air gap is broken", "Record the air gap as open", "The air gap is open", "The officers did not confirm the open air gap", "Nobody can log in yet"];

    [Fact]
    public async Task Opened_before_there_are_officers_it_is_confirmed_as_their_first_act()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys);
        stage.Machine.IsPlugged = true;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        (JournalLine Line, ExceptionDecided Entry)[] exceptions = [.. stage.Lines.Telling<ExceptionDecided>()];
        Assert.All(exceptions, each => Assert.Equal(new ExceptionDecided("no network interface is up", "up: eth0", "the card reader hangs on it"), each.Entry));
        Assert.Equal(["operator 1", "Name of officer 1, Name of officer 2"], exceptions.Select(each => each.Line.By));
        Assert.Equal("Go on although up: eth0 (expected: no network interface is up); decided: the card reader hangs on it.", stage.Lines.Entries<Proposed>().First().Text.Single());
        JournalLine confirmed = exceptions[^1].Line;
        Assert.DoesNotContain(stage.Lines, line => line.Seq < confirmed.Seq && (line.Entry is Intended || (line.Entry is Looked looked && looked.Look.Find("logged-in") is not null)));
        Assert.DoesNotContain(stage.Lines, line => line.Entry is StepStarted { Number: > 3 } && line.Seq < confirmed.Seq);
        Assert.Equal(["eth0"], stage.Room.State.Up);
        Assert.Equal(["The air gap is broken", "Record the air gap as open", "The air gap is open"], Asked(stage));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Opened_in_the_middle_of_a_step_it_is_confirmed_before_the_step_goes_on()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, _) => stage.Machine.IsPlugged |= screen.Title == "The key is made");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["first", "first"], stage.Lines.Where(line => line.Kind == Recorded).Select(line => line.Step));
        Assert.Equal(["The air gap is broken", "Record the air gap as open", "The air gap is open"], Asked(stage));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_interface_that_comes_up_while_a_PIN_is_typed_has_that_PIN_thrown_away()
    {
        int typed = 0;
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, _, prompt) =>
        {
            typed += prompt is PinPrompt { Key: "pin hsm" } ? 1 : 0;
            stage.Machine.IsPlugged |= typed == 1;
        });

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        // Once more for the PIN that was thrown away: each key takes one login.
        Assert.Equal(3, typed);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_interface_that_comes_up_while_officers_confirm_something_else_is_confirmed_first()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, prompt) => stage.Machine.IsPlugged |= prompt is ConfirmPrompt { Panes: var panes } && screen.Title != "The air gap is open" && panes.Any(pane => pane.ConfirmedAt is not null));

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(2, stage.Lines.Count(line => line.Kind == Recorded));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Officers_who_refuse_leave_the_ways_to_close_it_to_leave_and_to_abort()
    {
        bool isClosed = false;
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, _) =>
        {
            isClosed |= screen.Title == "The officers did not confirm the open air gap";
            stage.Machine.IsPlugged = !isClosed && (stage.Machine.IsPlugged || screen.Title == "The key is made");
        });
        stage.Room.Instead = Also(stage, (screen, prompt) => screen.Title == "The air gap is open" && prompt is ConfirmPrompt ? new OfficerRefused(1, "I do not trust it") : null);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        (_, Prompt refused, _) = stage.Room.Asked.Single(asked => asked.Screen.Title == "The officers did not confirm the open air gap");
        Assert.Equal(["abort", "leave", "ask", "again"], Assert.IsType<ChoicePrompt>(refused).Choices.Select(choice => choice.Key));
        Assert.Single(stage.Lines, line => line.Kind == Recorded);
        Assert.Equal([["eth0"], []], stage.Lines.Entries<NetworkChanged>().Select(each => each.Up));
        Assert.Equal([], stage.Findings());
    }

    [Theory]
    [InlineData("leave", RunEnd.Left)]
    [InlineData("abort", RunEnd.Aborted)]
    public async Task Officers_who_refuse_can_have_the_ceremony_end_there(string chosen, RunEnd end)
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, _) => stage.Machine.IsPlugged |= screen.Title == "The key is made");
        stage.Room.Instead = Also(stage, (screen, prompt) => screen.Title switch
        {
            "The air gap is open" => new OfficerRefused(0, "no"),
            "The officers did not confirm the open air gap" => new Chose(chosen),
            _ => null,
        });

        Assert.Equal(end, (await stage.Begin()).End);

        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Nobody_logs_in_where_nobody_can_confirm_yet()
    {
        // The token is listed, which takes a login, before the boot kit's officers are known.
        using Stage stage = RealRoom.Of(Scripts.TwoKeys.Replace("{ id: kit, do", "{ id: list, do: list-token, token: hsm, login: yes }\n      - { id: kit, do", StringComparison.Ordinal), (stage, screen, _) => stage.Machine.IsPlugged &= screen.Title != "Nobody can log in yet");
        stage.Machine.IsPlugged = true;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        (_, Prompt waiting, _) = stage.Room.Asked.Single(asked => asked.Screen.Title == "Nobody can log in yet");
        Assert.Equal(["abort", "leave", "again"], Assert.IsType<ChoicePrompt>(waiting).Choices.Select(choice => choice.Key));
        Assert.True(stage.Lines.Last(line => line.Kind == "network").Seq < stage.Lines.First(line => line.Entry is Looked looked && looked.IsAtToken()).Seq);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task One_that_ended_and_is_opened_again_is_recorded_and_confirmed_again()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, _) =>
        {
            int keys = stage.Room.Screens.Count(each => each.Title == "The key is made");
            stage.Machine.IsPlugged = screen.Title == "The key is made" ? keys == 2 : keys != 1;
        });

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(2, NetworkHistory.Of(stage.Lines).Openings.Count(opening => opening.Confirmed is not null));
        Assert.Equal([["eth0"], [], ["eth0"]], stage.Lines.Entries<NetworkChanged>().Select(each => each.Up));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Another_interface_is_another_opening_and_one_of_two_that_goes_down_is_none()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, _) => stage.Machine.Others = stage.Room.Screens.Count(each => each.Title == "The key is made") == 1 ? ["wlan0"] : []);
        stage.Machine.IsPlugged = true;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["up: eth0", "up: eth0", "up: eth0, wlan0", "up: eth0, wlan0"], stage.Lines.Entries<ExceptionDecided>().Select(each => each.Happened));
        Assert.Equal([["eth0"], ["eth0", "wlan0"], ["eth0"]], stage.Lines.Entries<NetworkChanged>().Select(each => each.Up));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task One_that_the_script_names_stops_nothing_and_stands_in_the_record()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys.Replace("tokens:", "interfaces-up: [wg0, eth0]\ntokens:", StringComparison.Ordinal));
        stage.Machine.IsPlugged = true;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Empty(Asked(stage));
        Assert.Empty(stage.Lines.Entries<ExceptionDecided>());
        Assert.Equal(["wg0", "eth0"], stage.Lines.Entries<Opened>().Single().InterfacesUp);
        Assert.Equal(["eth0"], stage.Room.State.UpByScript);
        Assert.Empty(stage.Room.State.Up);
        Assert.All(stage.Lines.Entries<StepStarted>(), started => Assert.Contains(new NetworkInterfaceView("eth0", true, true), started.Interfaces));
        Assert.Contains(stage.Room.Screens.Single(screen => screen.Title == "Compare with paper").Blocks.OfType<FactsBlock>().Single().Facts, fact => fact is { Name: "interfaces that may be up", Value: "wg0, eth0" });
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_interface_that_comes_up_at_the_seal_is_confirmed_before_it()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, _, prompt) => stage.Machine.IsPlugged |= prompt is FormPrompt { Form.Fields: [{ Name: "seal" }] });

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(2, stage.Lines.TakeWhile(line => line.Entry is not Sealed).Count(line => line.Kind == Recorded));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task One_that_comes_up_after_the_seal_is_noted_and_no_more()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys, (stage, screen, _) => stage.Machine.IsPlugged |= screen.Title == "The ceremony's fingerprint");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("network", stage.Lines.SkipWhile(line => line.Entry is not Sealed).Single(line => line.Kind is "network" or Recorded).Kind);
        Assert.Equal([], stage.Findings());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_resume_it_is_asked_about_again_only_where_it_was_not_confirmed(bool wasConfirmed)
    {
        bool hasLeft = false;
        using Stage stage = RealRoom.Of(Scripts.TwoKeys);
        stage.Machine.IsPlugged = true;
        stage.Room.Instead = Also(stage, (screen, prompt) => !hasLeft && screen.Title == (wasConfirmed ? "The key is made" : "The air gap is open") && (hasLeft = true) ? new Interrupted(new LeaveWanted()) : null);
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Screens.Clear();

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(wasConfirmed ? [] : ["The air gap is open"], Asked(stage));
        Assert.Equal([], stage.Findings());
    }

    [Theory]
    [InlineData("boot-1")]
    [InlineData("boot-2")]
    public async Task One_that_came_up_while_the_program_was_stopped_is_confirmed_before_anything_else(string boot)
    {
        bool hasLeft = false;
        using Stage stage = RealRoom.Of(Scripts.TwoKeys);
        stage.Room.Instead = Also(stage, (screen, _) => !hasLeft && screen.Title == "The key is made" && (hasLeft = true) ? new Interrupted(new LeaveWanted()) : null);
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Machine.IsPlugged = true;
        stage.Machine.BootId = boot;
        stage.ProgramHash = new string('b', 64);
        stage.Room.Instead = Also(stage, (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null);

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(["up: eth0", "up: eth0", $"another build of the program runs now, with the SHA-256 {new string('b', 64)}"], stage.Lines.TakeWhile(line => line.Entry is not Resumed).Entries<ExceptionDecided>().Select(each => each.Happened));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Officers_who_did_not_confirm_it_log_in_for_nothing_not_even_to_sign_that_the_program_is_left()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys.Replace("confirm:", "sign-on-leave: yes\nconfirm:", StringComparison.Ordinal), (stage, screen, _) => stage.Machine.IsPlugged |= screen.Title == "The key is made");
        Func<Screen, Prompt, RoomReply?> known = stage.Room.Instead;
        stage.Room.Instead = Also(stage, (screen, _) => screen.Title switch
        {
            "The air gap is open" => new OfficerRefused(0, "no"),
            "The officers did not confirm the open air gap" => new Chose("leave"),
            _ => null,
        });
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Empty(stage.Lines.Entries<HeadSigned>());
        stage.Machine.IsPlugged = false;
        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : known(screen, prompt);
        stage.Room.Screens.Clear();
        stage.Machine.IsPlugged = false;

        await stage.Resume();

        Assert.Contains(stage.Lines.Entries<ExceptionDecided>(), each => each.Expected == "the officers signed the journal's last line when the program was left");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Stopped_at_any_line_it_comes_to_the_same_end()
    {
        using Stage whole = RealRoom.Of(Scripts.TwoKeys);
        whole.Machine.IsPlugged = true;
        Assert.Equal(RunEnd.Completed, (await whole.Begin()).End);
        int writes = whole.Lines.Count;
        JournalLine confirmed = whole.Lines.Last(line => line.Kind == Recorded);
        for (int stopAt = (int)whole.Lines.First(line => line.Kind == "network").Seq; stopAt < confirmed.Seq + 4; stopAt++)
        {
            // What is there after a write is what is there before the next one.
            using Stage stage = RealRoom.Of(Scripts.TwoKeys);
            stage.Machine.IsPlugged = true;
            IDurableFiles real = stage.Files;
            stage.Files = new StoppingFiles(real, stopAt, afterTheWrite: true);
            await Assert.ThrowsAsync<StoppedException>(stage.Begin);
            stage.Files = real;

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, (await stage.Resume()).End));
            Assert.Equal([], stage.Findings());
        }

        Assert.InRange(writes, confirmed.Seq + 4, 1000);
    }

    [Fact]
    public async Task A_rehearsal_says_that_a_real_ceremony_would_stop_and_goes_on()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Machine.IsPlugged = true;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Empty(Asked(stage));
        Assert.Contains("A real ceremony would stop here", stage.Room.Screens.Single(screen => screen.Title == "Compare with paper").Blocks.OfType<WarningBlock>().Single().Text, StringComparison.Ordinal);
        Assert.Equal(["eth0"], stage.Room.State.Up);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_step_does_not_begin_with_an_interface_that_came_up_just_then_and_nobody_accepted()
    {
        using Stage stage = RealRoom.Of(Scripts.TwoKeys);
        int looks = 0;
        stage.Machine.OnInterfaces = () => stage.Machine.IsPlugged = ++looks > 1;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        JournalLine begun = stage.Lines.First(line => line.Kind == "step-started");
        Assert.False(begun.Json["air-gap"].AsBool());
        Assert.True(stage.Lines.First(line => line.Kind == "exception").Seq < begun.Seq);
    }

    private static Func<Screen, Prompt, RoomReply?> Also(Stage stage, Func<Screen, Prompt, RoomReply?> first)
    {
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        return (screen, prompt) => first(screen, prompt) ?? before(screen, prompt);
    }

    // The screens about the air gap, each confirmation once however many type.
    private static IReadOnlyList<string> Asked(Stage stage)
    {
        var titles = new List<string>();
        foreach (string title in stage.Room.Screens.Select(screen => screen.Title).Where(Titles.Contains))
        {
            if (titles is not [.., var last] || last != title)
            {
                titles.Add(title);
            }
        }

        return titles;
    }
}
