using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Tests;

/// <summary>What keys do at each question.</summary>
public class PromptTests
{
    [Fact]
    public void Enter_goes_on() => Assert.IsType<WentOn>(new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.Enter).Reply);

    [Fact]
    public void A_word_of_a_list_is_taken_whole_once_only_one_begins_so()
    {
        Typist Typed(string letters) => new Typist(Samples.Key, new FormPrompt(new Form(new FormField("word 2", "Word 2") { Completions = PgpWords.At(1) }))).Type(letters);

        Assert.Contains(" caRe_taker ", Typed("caRe").Look());
        Assert.DoesNotContain("car_", Typed("ca").Look(), StringComparison.Ordinal);
        Assert.Equal("caretaker", Assert.IsType<FormFilled>(Typed("caRe").Press(KeyName.Enter).Reply).Answers["word 2"]);
        Assert.Equal("ca", Assert.IsType<FormFilled>(Typed("ca").Press(KeyName.Enter).Reply).Answers["word 2"]);
        Assert.Equal("payday", Assert.IsType<FormFilled>(Typed("payday").Press(KeyName.Enter).Reply).Answers["word 2"]);
        Assert.DoesNotContain("taker", Typed("care").Press(KeyName.Left).Look(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_is_filled_in_field_by_field_and_sent_by_the_last_enter()
    {
        var typist = new Typist(Samples.Key, new FormPrompt(Samples.People));
        typist.Type(" Alba Vegx").Press(KeyName.Backspace).Type("a").Press(KeyName.Enter).Type("SE").Press(KeyName.Enter).Type("s");
        Assert.Null(typist.Reply);
        Answers answers = Assert.IsType<FormFilled>(typist.Press(KeyName.Enter).Reply).Answers;
        Assert.Equal(("Alba Vega", "SE", "software"), (answers["operator 1"], answers["country"], answers["tls-token"]));
    }

    [Fact]
    public void An_answer_that_does_not_fit_is_refused_by_a_sentence_under_its_field()
    {
        var typist = new Typist(Samples.Key, new FormPrompt(Samples.People));
        typist.Press(KeyName.Tab).Type("s1").Press(KeyName.Enter);
        Assert.Contains("× Country: two capital", typist.Look());
        Assert.Equal(1, Assert.IsType<FormUi>(typist.Scene.Ui.Prompt).Field);
        Assert.DoesNotContain("× Country", typist.Press(KeyName.Backspace).Look());
    }

    [Fact]
    public void The_last_enter_goes_back_to_a_field_that_was_left_out()
    {
        var typist = new Typist(Samples.Key, new FormPrompt(Samples.People));
        typist.Press(KeyName.Tab).Type("SE").Press(KeyName.Enter, KeyName.Left, KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Contains("× Operator: the name as on", typist.Look());
    }

    [Theory]
    [InlineData(nameof(KeyName.Right), 1, "hardware")]
    [InlineData(nameof(KeyName.Right), 2, "software")]
    [InlineData(nameof(KeyName.Right), 3, "hardware")]
    [InlineData(nameof(KeyName.Left), 1, "software")]
    public void Arrows_go_round_the_choices_of_a_field(string key, int times, string expected)
    {
        var typist = new Typist(Samples.Key, new FormPrompt(new Form(Samples.People.Fields[2])));
        typist.Press(Enumerable.Repeat(Enum.Parse<KeyName>(key), times)).Press(KeyName.Enter);
        Assert.Equal(expected, Assert.IsType<FormFilled>(typist.Reply).Answers["tls-token"]);
    }

    [Fact]
    public void Nothing_is_chosen_for_people() =>
        Assert.Null(new Typist(Samples.Key, new FormPrompt(new Form(Samples.People.Fields[2]))).Press(KeyName.Enter).Reply);

    [Fact]
    public void What_stands_in_a_field_at_first_is_an_answer() =>
        Assert.Equal("SE", Assert.IsType<FormFilled>(new Typist(Samples.Key, new FormPrompt(new Form(Samples.People.Fields[1] with { Initial = "SE" }))).Press(KeyName.Enter).Reply).Answers["country"]);

    [Fact]
    public void No_field_takes_more_than_its_longest_answer() =>
        Assert.Equal("SEX"[..2], FormKeys.Value(Assert.IsType<FormUi>(new Typist(Samples.Key, new FormPrompt(new Form(Samples.People.Fields[1]))).Type("SEX").Scene.Ui.Prompt), 0));

    [Fact]
    public void A_character_of_two_code_units_is_typed_and_removed_as_one()
    {
        EditLine line = EditLine.Empty;
        foreach (Rune rune in "a😀b".EnumerateRunes())
        {
            line = line.Press(new KeyPress(KeyName.Character, rune), 10)!;
        }

        line = line.Press(new KeyPress(KeyName.Left), 10)!.Press(new KeyPress(KeyName.Backspace), 10)!;
        Assert.Equal(new EditLine("ab", 1), line);
    }

    [Fact]
    public void Enter_alone_takes_the_last_and_safe_way() => Assert.Equal("wait", Assert.IsType<Chose>(new Typist(Samples.Key, Samples.Ways).Press(KeyName.Enter).Reply).Key);

    [Fact]
    public void A_way_is_chosen_by_arrows_or_its_first_letter()
    {
        Assert.Equal("again", Assert.IsType<Chose>(new Typist(Samples.Key, Samples.Ways).Press(KeyName.Up, KeyName.Up, KeyName.Enter).Reply).Key);
        Assert.Equal("exception", Assert.IsType<Chose>(new Typist(Samples.Key, Samples.Ways).Type("g").Press(KeyName.Enter).Reply).Key);
    }

    [Fact]
    public void Aborting_takes_the_menu_a_reason_and_a_word()
    {
        Typist typist = new Typist(Samples.Key, Samples.Ways).Press(KeyName.F10, KeyName.Up, KeyName.Enter);
        Assert.Null(typist.Reply);
        typist.Type("the card broke").Press(KeyName.Enter, KeyName.Enter);
        Assert.Null(typist.Reply);
        Assert.Contains("type ABORT in capital letters", typist.Look());
        typist.Type("ABORT").Press(KeyName.Enter);
        Assert.Equal(new Interrupted(new AbortWanted("the card broke")), typist.Reply);
    }

    [Fact]
    public void What_was_wrong_with_the_answers_is_told_until_something_is_typed()
    {
        Typist typist = new Typist(Samples.Key, new FormPrompt(Samples.People, "The names were the same."));
        Assert.Contains("× The names were the same.", typist.Press(KeyName.Tab).Look());
        Assert.DoesNotContain("The names were the same.", typist.Type("S").Look());
    }

    [Theory]
    [InlineData("अनिल कुमार", "अनिल कुमा", "अनिल कु")]
    [InlineData("ศักดิ์สิทธิ์", "ศักดิ์สิทธิ", "ศักดิ์สิ")]
    [InlineData("محمّد", "محمّ", "م")]
    public void A_name_with_marks_is_typed_and_drawn_as_it_is_written(string name, string afterBackspace, string beforeCursor)
    {
        Typist typist = new Typist(Samples.Key, new FormPrompt(Samples.People)).Type(name);
        Assert.Contains($"{name}_", typist.Look());
        Assert.Contains($"{afterBackspace}_", typist.Press(KeyName.Backspace).Look());

        // The cursor goes from letter to letter, and no letter is drawn without its marks meanwhile.
        typist.Press(KeyName.Left, KeyName.Left);
        FormUi ui = Assert.IsType<FormUi>(typist.Scene.Ui.Prompt);
        Assert.Equal(beforeCursor, ui.Lines[0].Text[..ui.Lines[0].Cursor]);
        Assert.Contains(afterBackspace, typist.Look());
        Assert.DoesNotContain("?", typist.Look());
    }

    [Fact]
    public void Fields_that_say_what_they_are_about_are_shown_one_at_a_time_and_each_is_read_first()
    {
        var form = new Form(
            new FormField("one", "As on paper") { Choices = ["matches", "differs"], Initial = "matches", Shown = [new TextBlock("AAAA BBBB")] },
            new FormField("two", "As on the watch") { Choices = ["matches", "differs"], Initial = "matches", Shown = Samples.Long.Blocks });
        Typist typist = new Typist(Samples.Key, new FormPrompt(form));
        Assert.Contains("AAAA BBBB", typist.Look());
        Assert.DoesNotContain("No key of this label", typist.Look());
        typist.Press(KeyName.Enter);
        Assert.DoesNotContain("AAAA BBBB", typist.Look());
        Assert.Contains("row 1 of the script", typist.Look());
        typist.Press(KeyName.Enter);
        Assert.Null(typist.Reply);
        typist.Press([.. Enumerable.Repeat(KeyName.PageDown, 20)]).Press(KeyName.Enter);
        Assert.IsType<FormFilled>(typist.Reply);
    }

    [Fact]
    public void Fields_that_are_hidden_are_told_of()
    {
        var form = new Form([.. Enumerable.Range(1, 20).Select(number => new FormField($"field {number}", $"Field {number}"))]);
        Typist typist = new Typist(Samples.Key, new FormPrompt(form));
        Assert.Matches(@" \d+ more below ─*┘", typist.Look());
        typist.Press([.. Enumerable.Repeat(KeyName.Down, 15)]);
        Assert.Matches(@" \d+ more above, \d+ more below ─*┘", typist.Look());
        typist.Press([.. Enumerable.Repeat(KeyName.Down, 10)]);
        Assert.Matches(@" \d+ more above ─*┘", typist.Look());
    }

    [Fact]
    public void A_text_that_is_too_long_is_not_cut_without_a_word()
    {
        Typist typist = new Typist(Samples.Key, new FormPrompt(Samples.People)).Press(KeyName.Tab).Type("SEE");
        Assert.Contains("× Country: at most 2 characters fit; the", typist.Look(120, 40));
        typist.Press(KeyName.Backspace);
        Assert.DoesNotContain("at most 2", typist.Look(120, 40));
    }

    [Fact]
    public void A_file_tells_nothing_of_tries() =>
        Assert.DoesNotContain("try", new Typist(Samples.Key with { Blocks = [] }, Samples.Pin with { State = null, Hint = null }).Look());

    [Fact]
    public void A_pin_is_dots_on_the_screen_and_bytes_in_the_reply()
    {
        var typist = new Typist(Samples.Key, Samples.Pin with { Hint = null });
        typist.Type("12é4").Press(KeyName.Backspace);
        Assert.Contains("User PIN of CM-HSM  ∙∙∙_", typist.Look());
        Assert.DoesNotContain("12é", typist.Look());
        typist.Press(KeyName.Enter);
        Assert.Equal("12é", Text(Assert.IsType<PinTyped>(typist.Reply).Pin));
        Assert.True(Assert.IsType<PinUi>(typist.Scene.Ui.Prompt).Pin.IsEmpty);
    }

    [Fact]
    public void A_pin_is_given_up_by_Ctrl_U_and_when_help_is_opened()
    {
        foreach (KeyName key in (KeyName[])[KeyName.ClearField, KeyName.F1])
        {
            var typist = new Typist(Samples.Key, Samples.Pin).Type("1234").Press(key);
            Assert.True(Assert.IsType<PinUi>(typist.Scene.Ui.Prompt).Pin.IsEmpty);
        }
    }

    [Fact]
    public void A_users_name_and_password_are_handed_over_as_they_were_typed_up_to_255_bytes()
    {
        string name = $"ada.vega@hsm-3:Pässwörd €😀 \"'\\{{}}%$;,:";
        string pin = name + new string('x', 255 - Encoding.UTF8.GetByteCount(name));
        var typist = new Typist(Samples.Key, Samples.Pin with { Hint = null });
        typist.Type(pin).Type("yz");
        Assert.NotEmpty(typist.Look());
        typist.Press(KeyName.Enter);
        Assert.Equal(pin, Text(Assert.IsType<PinTyped>(typist.Reply).Pin));
    }

    [Fact]
    public void An_officer_confirms_by_such_a_PIN_too()
    {
        string pin = $"ada:{new string('x', 251)}";
        var typist = new Typist(Samples.Revoke, Samples.Confirm);
        typist.Type(pin);
        Assert.NotEmpty(typist.Look());
        typist.Press(KeyName.Enter);
        Assert.Equal(pin, Text(Assert.IsType<OfficerPinTyped>(typist.Reply).Pin));
    }

    [Fact]
    public void A_new_pin_has_at_most_64_bytes()
    {
        var typist = new Typist(Samples.Key, Samples.Pin with { IsNew = true }).Type(new string('1', 65)).Press(KeyName.Enter).Type(new string('1', 64)).Press(KeyName.Enter);
        Assert.Equal(new string('1', 64), Text(Assert.IsType<PinTyped>(typist.Reply).Pin));
    }

    [Fact]
    public void An_empty_pin_is_not_handed_over() => Assert.Contains("Type the PIN first", Refused(Samples.Pin, typist => typist.Press(KeyName.Enter)));

    [Fact]
    public void A_locked_token_takes_no_pin() => Assert.Contains("This token is locked. F3 records an exception", Refused(Samples.Pin with { State = PinState.Locked }, typist => typist.Type("1234").Press(KeyName.Enter)));

    [Fact]
    public void A_new_pin_must_be_long_enough() =>
        Assert.Contains("too short: type 6 to 64 bytes", Refused(Samples.Pin with { IsNew = true }, typist => typist.Type("12345").Press(KeyName.Enter)));

    [Fact]
    public void A_new_pin_must_agree_with_itself() => Assert.Contains(
        "The two PINs differ: type both again",
        Refused(Samples.Pin with { IsNew = true }, typist => typist.Type("123456").Press(KeyName.Enter).Type("123457").Press(KeyName.Enter)));

    [Fact]
    public void A_custodian_agrees_by_enter_that_the_token_stays_unlocked_and_by_f12_does_not()
    {
        PinPrompt offered = Samples.Pin with { Offer = new LoginOffer("The keys", 10) };
        Assert.Contains("F12 For this step  Enter For the act", new Typist(Samples.Key with { Blocks = [] }, offered).Look());
        Assert.False(Assert.IsType<PinTyped>(new Typist(Samples.Key, offered).Type("1234").Press(KeyName.Enter).Reply).ForStepAlone);
        Assert.True(Assert.IsType<PinTyped>(new Typist(Samples.Key, offered).Type("1234").Press(KeyName.F12).Reply).ForStepAlone);
        Assert.Null(new Typist(Samples.Key, Samples.Pin).Type("1234").Press(KeyName.F12).Reply);
    }

    [Fact]
    public void A_new_pin_is_typed_twice()
    {
        var typist = new Typist(Samples.Key, Samples.Pin with { IsNew = true }).Type("123456").Press(KeyName.Enter).Type("123456").Press(KeyName.Enter);
        Assert.Equal("123456", Text(Assert.IsType<PinTyped>(typist.Reply).Pin));
    }

    [Fact]
    public void A_secret_shows_for_a_second_after_space_and_is_counted()
    {
        var typist = new Typist(Samples.Key with { Blocks = [] }, Samples.ShownSecret());
        Assert.DoesNotContain("█▀▀█", typist.Look());
        typist.Type(" ").Wait(999);
        Assert.Contains("█▀▀█  ▀▀▀█  ▀▀▀█  █  █", typist.Look());
        typist.Wait(1);
        Assert.DoesNotContain("█▀▀█", typist.Look());
        typist.Wait(5000).Type(" ").Wait(300).Type(" ").Wait(1000);
        typist.Type("027459").Press(KeyName.Enter);
        SecretReadBack reply = Assert.IsType<SecretReadBack>(typist.Reply);
        Assert.Equal(("027459", 2, 2300), (Text(reply.Typed), reply.TimesShown, reply.MillisecondsShown));
    }

    [Fact]
    public void Somebody_else_who_saw_the_secret_is_told_of_at_once()
    {
        var typist = new Typist(Samples.Key, Samples.ShownSecret()).Type(" ").Wait(400).Press(KeyName.F8);
        Assert.Equal(new SecretSeen(1, 400), typist.Reply);
    }

    [Fact]
    public void Help_hides_a_secret_and_no_other_key_of_the_room_works_there()
    {
        var typist = new Typist(Samples.Key, Samples.ShownSecret()).Type(" ").Press(KeyName.F1);
        Assert.DoesNotContain("█▀▀█", typist.Look());
        typist.Press(KeyName.Escape, KeyName.F2);
        Assert.Null(typist.Scene.Ui.Overlay);
        Assert.Contains("Finish the secret first", typist.Look());
    }

    private static string Refused(Prompt prompt, Func<Typist, Typist> act)
    {
        Typist typist = act(new Typist(Samples.Key, prompt));
        Assert.Null(typist.Reply);
        return typist.Look();
    }

    private static string Text(Secret secret) => secret.Reveal(bytes => Encoding.UTF8.GetString(bytes));
}
