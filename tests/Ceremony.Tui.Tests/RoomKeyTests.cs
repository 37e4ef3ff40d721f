using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Tests;

/// <summary>What the room's keys do at any question, and what keys do while officers confirm.</summary>
public class RoomKeyTests
{
    [Fact]
    public void A_note_is_taken_by_f2() => Assert.Equal(
        new Interrupted(new NoteTaken("the lamp flickers")), AtAnyMoment().Press(KeyName.F2).Type("the lamp flickers").Press(KeyName.Enter).Reply);

    [Fact]
    public void An_empty_note_is_refused()
    {
        Typist typist = AtAnyMoment().Press(KeyName.F2).Type("  ").Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Contains("× Note: type at least one word.", typist.Look());
    }

    [Fact]
    public void An_exception_is_recorded_by_f3()
    {
        Typist typist = AtAnyMoment().Press(KeyName.F3);
        foreach (string text in (string[])["a card", "no card", "take another", "Dag Nilsen"])
        {
            typist.Type(text).Press(KeyName.Enter);
        }

        Assert.Equal(new Interrupted(new ExceptionTaken("a card", "no card", "take another", "Dag Nilsen")), typist.Reply);
    }

    [Fact]
    public void Somebody_new_enters_by_f4() => Assert.Equal(
        new Interrupted(new PersonMoved(true, "guest", "Eva Lind")),
        AtAnyMoment().Press(KeyName.F4).Type("s").Press(KeyName.Enter).Type("g").Press(KeyName.Enter).Type("Eva Lind").Press(KeyName.Enter).Reply);

    [Fact]
    public void Whoever_leaves_or_comes_back_is_chosen_among_those_who_are_known()
    {
        Person here = Samples.Room.People[0];
        var gone = new Person("officer", 2, "Eva Lind");
        var typist = new Typist(Samples.Scene(Samples.Key, new GoOnPrompt()) with { Room = Samples.Room with { Gone = [gone] } });
        typist.Press(KeyName.F4, KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Null(typist.Scene.Ui.Overlay);
        Assert.Contains("Eva Lind (officer 2) is back", typist.Press(KeyName.F4).Look());
        Assert.Equal(new Interrupted(new PersonMoved(true, "officer", "Eva Lind")), typist.Type("E").Press(KeyName.Enter).Reply);
        typist.Press(KeyName.F4, KeyName.Down);
        Assert.Contains($"{here.Name} ({here.Seat}) leaves", typist.Look());
        Assert.Equal(new Interrupted(new PersonMoved(false, here.Role, here.Name)), typist.Press(KeyName.Enter).Reply);
    }

    [Fact]
    public void Tokens_are_listed_by_f5() => Assert.Equal(new Interrupted(new TokensWanted()), AtAnyMoment().Press(KeyName.F5).Reply);

    [Fact]
    public void What_stays_unlocked_is_locked_by_f11_and_from_the_menu_and_only_then_the_keys_name_it()
    {
        Typist locked = AtAnyMoment().Press(KeyName.F11);
        Assert.Null(locked.Reply);
        Assert.Contains(Hints.NothingUnlocked, locked.Look());
        Assert.DoesNotContain("F11", AtAnyMoment().Look(), StringComparison.Ordinal);
        Assert.Contains("locks what stays unlocked", Unlocked().Press(KeyName.F1, KeyName.End).Look(), StringComparison.Ordinal);
        Assert.Equal(new Interrupted(new LockWanted()), Unlocked().Press(KeyName.F11).Reply);
        Assert.Equal(new Interrupted(new LockWanted()), Unlocked().Press(KeyName.F10).Type("f").Type("f").Type("f").Type("f").Type("f").Type("f").Type("f").Press(KeyName.Enter).Reply);
        Assert.Contains("F11 Lock", Unlocked().Look(), StringComparison.Ordinal);
        Assert.Contains("CM-HSM", Unlocked().Press(KeyName.F1).Look(120, 40), StringComparison.Ordinal);

        static Typist Unlocked() => new(Samples.Scene(Samples.Key, new GoOnPrompt()) with { Room = Samples.Room with { Unlocked = ["CM-HSM"] } });
    }

    [Fact]
    public void The_registry_is_listed_by_f6_and_from_the_menu()
    {
        Assert.Equal(new Interrupted(new RegistryWanted()), AtAnyMoment().Press(KeyName.F6).Reply);
        Assert.Equal(new Interrupted(new RegistryWanted()), AtAnyMoment().Press(KeyName.F10).Type("f").Type("f").Type("f").Type("f").Type("f").Press(KeyName.Enter).Reply);
    }

    [Fact]
    public void Before_the_ceremony_begins_nothing_can_be_recorded_and_the_keys_say_so()
    {
        var typist = new Typist(new Scene(RoomState.Empty, Samples.Key, new GoOnPrompt("Begin"), null, UiState.For(new GoOnPrompt())));
        Assert.Matches("\\n F1 Help  F10 Leave +Enter Begin\\n$", typist.Look());
        typist.Press(KeyName.F2);
        Assert.Contains("Nothing is recorded before the ceremony begins. F10 leaves the program.", typist.Look());
        typist.Press(KeyName.F10).Type("l").Press(KeyName.Enter);
        Assert.Equal(new Interrupted(new LeaveWanted()), typist.Reply);
    }

    [Fact]
    public void A_break_begins_by_f9() => Assert.Equal(new Interrupted(new BreakTaken("lunch")), AtAnyMoment().Press(KeyName.F9).Type("lunch").Press(KeyName.Enter).Reply);

    [Fact]
    public void The_menu_corrects_and_leaves()
    {
        Assert.Equal(new Interrupted(new CorrectionWanted(Earlier: true)), AtAnyMoment().Press(KeyName.F10).Type("c").Press(KeyName.Down).Press(KeyName.Enter).Reply);
        Assert.Equal(new Interrupted(new CorrectionWanted()), AtAnyMoment().Press(KeyName.F10).Type("c").Press(KeyName.Enter).Reply);
        Assert.Equal(new Interrupted(new LeaveWanted()), AtAnyMoment().Press(KeyName.F10).Type("l").Press(KeyName.Enter).Reply);
    }

    [Fact]
    public void Enter_in_the_menu_goes_back()
    {
        Typist typist = AtAnyMoment().Press(KeyName.F10, KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Null(typist.Scene.Ui.Overlay);
    }

    [Fact]
    public void Aborting_needs_a_reason_and_the_word()
    {
        Typist typist = AtAnyMoment().Press(KeyName.F10, KeyName.Up, KeyName.Enter).Type("fire alarm").Press(KeyName.Enter).Type("abort").Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        typist.Press(KeyName.ClearField).Type("ABORT").Press(KeyName.Enter);
        Assert.Equal(new Interrupted(new AbortWanted("fire alarm")), typist.Reply);
    }

    [Fact]
    public void No_first_letter_leads_to_the_abort_and_no_list_of_ways_on_has_it()
    {
        Typist typist = AtAnyMoment().Press(KeyName.F10).Type("a");
        Assert.Equal("back", Assert.IsType<MenuOverlay>(typist.Scene.Ui.Overlay).Choices[Assert.IsType<MenuOverlay>(typist.Scene.Ui.Overlay).Ui.Selected].Key);

        typist = new Typist(Samples.Key, Samples.Ways);
        Assert.DoesNotContain(" Abort ", typist.Look());
        Assert.Contains("To abort the ceremony for good: F10.", typist.Look());
        Assert.Equal(new Chose("wait"), typist.Type("a").Press(KeyName.Enter).Reply);
        Assert.DoesNotContain("F10.", new Typist(Samples.Key, new ChoicePrompt("which", new Choice("one", "One"), new Choice("two", "Two"))).Look());
    }

    [Theory]
    [InlineData(nameof(KeyName.F1))]
    [InlineData(nameof(KeyName.F2))]
    [InlineData(nameof(KeyName.F3))]
    [InlineData(nameof(KeyName.F4))]
    [InlineData(nameof(KeyName.F9))]
    [InlineData(nameof(KeyName.F10))]
    public void Escape_closes_what_lies_over_the_screen_and_nothing_else(string key)
    {
        Typist typist = AtAnyMoment().Press(Enum.Parse<KeyName>(key));
        Assert.NotNull(typist.Scene.Ui.Overlay);
        typist.Press(KeyName.Escape, KeyName.Escape);
        Assert.Null(typist.Scene.Ui.Overlay);
        Assert.Null(typist.Reply);
    }

    [Fact]
    public void Keys_that_stop_other_programs_stop_nothing_here()
    {
        Typist typist = AtAnyMoment().Press(KeyName.Stop);
        Assert.Null(typist.Reply);
        Assert.Contains("Nothing was stopped. F10 leaves", typist.Look());
        Assert.DoesNotContain("Nothing was stopped", typist.Press(KeyName.Other).Look());
    }

    [Fact]
    public void Help_says_what_the_screen_says_of_itself() =>
        Assert.Contains("Ask Bruno.", new Typist(Samples.Key with { Help = "Ask Bruno." }, new GoOnPrompt()).Press(KeyName.F1).Look());

    [Fact]
    public void No_pin_is_taken_but_on_the_last_page()
    {
        var typist = new Typist(Samples.Long, Samples.Confirm);
        typist.Type("5678");
        Assert.Contains("First read to the last page", typist.Look());
        typist.Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Contains("page 2 of 4", typist.Look());
        Assert.Contains("Enter Next page", typist.Press(KeyName.End, KeyName.Home).Type("5678").Look());
        Assert.True(Assert.IsType<ConfirmUi>(typist.Scene.Ui.Prompt).Pin.IsEmpty);
        typist.Press(KeyName.End).Type("5678").Press(KeyName.Enter);
        OfficerPinTyped reply = Assert.IsType<OfficerPinTyped>(typist.Reply);
        Assert.Equal((1, "5678"), (reply.Pane, reply.Pin.Reveal(bytes => Encoding.UTF8.GetString(bytes))));
    }

    [Fact]
    public void What_is_done_and_cannot_be_undone_stands_above_the_panes_however_long_the_rest_is()
    {
        for (int facts = 1; facts < 50; facts++)
        {
            var screen = new Screen(
                "Destroy",
                new TextBlock("Destroy the key."),
                new WarningBlock(Screen.CannotBeUndone("A key is destroyed")),
                new FactsBlock([.. Enumerable.Range(1, facts).Select(number => new Detail($"fact {number}", $"value {number}"))]));
            string last = new Typist(screen, Samples.Confirm with { Sentences = ["Destroy the key."] }).Press(KeyName.End).Look();
            Assert.Contains("Enter Sign", last);
            Assert.Contains("Destroy the key.", last);
            Assert.Contains("A key is destroyed: this cannot be undone.", last);
            Assert.Contains($"value {facts} ", last);
        }
    }

    [Fact]
    public void Enter_reads_on_until_the_last_row_was_shown_and_only_then_goes_on()
    {
        var typist = new Typist(Samples.Long, new GoOnPrompt());
        int presses = 0;
        while (typist.Reply is null && presses < 100)
        {
            Assert.Equal(typist.Scene.Ui.LastRowShown, typist.Look().Contains("Enter Go on", StringComparison.Ordinal));
            typist.Press(KeyName.Enter);
            presses++;
        }

        Assert.IsType<WentOn>(typist.Reply);
        Assert.True(presses > 1);
    }

    [Fact]
    public void A_form_is_answered_only_after_the_screen_above_it_was_read()
    {
        var typist = new Typist(Samples.Long, new FormPrompt(new Form(new FormField("hash", "Hash as on paper") { Choices = ["matches", "differs"], Initial = "matches" })));
        typist.Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        typist.Press(KeyName.End, KeyName.PageDown, KeyName.PageDown, KeyName.PageDown, KeyName.PageDown, KeyName.PageDown, KeyName.PageDown);
        typist.Press(KeyName.Enter);
        Assert.IsType<FormFilled>(typist.Reply);
    }

    [Fact]
    public void Reading_help_to_its_end_is_not_reading_the_screen()
    {
        var typist = new Typist(Samples.Long, Samples.Confirm);
        Assert.False(typist.Press(KeyName.F1, KeyName.End, KeyName.Escape).Scene.Ui.LastRowShown);
    }

    [Fact]
    public void An_officer_who_has_confirmed_types_nothing_more()
    {
        var typist = new Typist(Samples.Revoke, Samples.Confirm);
        typist.Press(KeyName.BackTab).Type("1").Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Contains("Bruno Keller has confirmed already", typist.Look());
    }

    [Fact]
    public void A_pin_does_not_follow_to_the_other_pane()
    {
        ConfirmPrompt open = Samples.Confirm with { Panes = [.. Samples.Confirm.Panes.Select(pane => pane with { ConfirmedAt = null, State = PinState.Set })] };
        var typist = new Typist(Samples.Revoke, open).Type("1234").Press(KeyName.Tab, KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.True(Assert.IsType<ConfirmUi>(typist.Scene.Ui.Prompt).Pin.IsEmpty);
    }

    [Fact]
    public void An_officer_refuses_with_a_reason_of_three_characters()
    {
        Typist typist = new Typist(Samples.Revoke, Samples.Confirm).Press(KeyName.F8, KeyName.Enter).Type("no").Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Equal(new OfficerRefused(1, "not today"), typist.Type("t today").Press(KeyName.Enter).Reply);
    }

    [Fact]
    public void Enter_alone_does_nothing_that_cannot_be_undone()
    {
        ConfirmPrompt all = Samples.Confirm with { StepNumber = "23" };
        var typist = new Typist(Samples.Revoke, all).Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Equal(new StepNumberTyped("23"), typist.Type("23").Press(KeyName.Enter).Reply);
    }

    [Fact]
    public void Nothing_is_answered_on_a_terminal_that_is_too_small()
    {
        Scene scene = Samples.Scene(Samples.Key, new GoOnPrompt());
        Turn turn = Reducer.Press(scene, Samples.Paint(scene, 79, 24).Metrics, new KeyPress(KeyName.Enter), 0);
        Assert.Null(turn.Reply);
    }

    private static Typist AtAnyMoment() => new(Samples.Key, Samples.Pin);
}
