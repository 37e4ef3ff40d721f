using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tests;

/// <summary>Who waits for what, and which keys count.</summary>
public class StageTests
{
    private readonly Clock _clock = new();
    private readonly Stage _stage;

    public StageTests() => _stage = new Stage(PaintStyle.Default, _clock);

    [Fact]
    public async Task A_key_that_is_held_down_answers_one_question_only()
    {
        Task<Outcome<WentOn>> first = Ask();
        Press(KeyName.Enter);
        Assert.IsType<Replied<WentOn>>(await first);
        Task<Outcome<WentOn>> second = Ask();
        for (int repeat = 0; repeat < 20; repeat++)
        {
            _clock.Advance(33);
            Press(KeyName.Enter);
        }

        Assert.False(second.IsCompleted);
        _clock.Advance(200);
        Press(KeyName.Enter);
        Assert.IsType<Replied<WentOn>>(await second);
    }

    [Fact]
    public async Task A_key_that_comes_before_the_question_stands_is_no_answer()
    {
        Task<Outcome<WentOn>> first = Ask();
        long earlier = _stage.Face;
        Press(KeyName.Enter);
        await first;
        var second = new Waiting<WentOn>(new GoOnPrompt("Sign"));
        _stage.Ask(Samples.Key, second);
        _clock.Advance(1000);
        Press(KeyName.Enter);
        Assert.DoesNotContain("Sign", Look());
        Press(KeyName.Enter);
        _stage.Stand(earlier);
        Press(KeyName.Enter);
        Assert.False(second.Outcome.IsCompleted);

        _stage.Stand(_stage.Face);
        Assert.Contains("Enter Sign", Look());
        _clock.Advance(1000);
        Press(KeyName.Enter);
        Assert.IsType<Replied<WentOn>>(await second.Outcome);
    }

    [Fact]
    public void Letters_that_are_typed_before_a_form_stands_are_not_in_it()
    {
        _stage.Ask(Samples.Key, new Waiting<FormFilled>(new FormPrompt(Samples.People)));
        _stage.Paint(80, 24);
        Type("early");
        _stage.Stand(_stage.Face);
        Type("Ada Vega");
        string text = Look();
        Assert.Contains("Ada Vega_", text);
        Assert.DoesNotContain("early", text);
    }

    [Fact]
    public void Letters_that_are_typed_before_a_form_over_the_screen_stands_are_not_in_it()
    {
        _stage.Update(Samples.Room);
        Ask();
        Press(KeyName.F2);
        Type("early");
        Press(KeyName.Enter);
        _stage.Paint(80, 24);
        _stage.Stand(_stage.Face);
        Type("the lamp");
        string text = Look();
        Assert.Contains("the lamp_", text);
        Assert.DoesNotContain("early", text);
    }

    [Fact]
    public void Enter_typed_ahead_does_not_read_on_and_passes_no_last_row_that_was_not_shown()
    {
        Task<Outcome<WentOn>> reply = Ask(screen: Samples.Long);
        _clock.Advance(1000);
        for (int pages = 1; !Look().Contains("row 60", StringComparison.Ordinal); pages++)
        {
            string page = Look();
            Press(KeyName.Enter);
            string next = Look();
            Assert.NotEqual(page, next);
            Press(KeyName.Enter);
            Press(KeyName.PageDown);
            Assert.Equal(next, Look());
            _stage.Stand(_stage.Face);
            Assert.InRange(pages, 1, 10);
        }

        Assert.False(reply.IsCompleted);
        Press(KeyName.Enter);
        Assert.True(reply.IsCompleted);
    }

    [Fact]
    public void A_last_row_that_is_scrolled_to_is_on_the_terminal_before_Enter_goes_on()
    {
        Task<Outcome<WentOn>> reply = Ask(screen: Samples.Long);
        _clock.Advance(1000);
        Press(KeyName.End);
        Assert.Contains("row 60", Look());
        Press(KeyName.Enter);
        Assert.False(reply.IsCompleted);
        _stage.Stand(_stage.Face);
        Press(KeyName.Enter);
        Assert.True(reply.IsCompleted);
    }

    [Fact]
    public void After_a_refusal_people_stand_on_the_field_that_was_refused_and_the_others_keep_what_was_typed()
    {
        _ = Ask(new FormPrompt(Samples.People));
        Type("Alba");
        Press(KeyName.Enter);
        Type("SE");
        Press(KeyName.Enter);
        Press(KeyName.F5);
        _ = Ask(screen: Samples.Long);
        _ = Ask(new FormPrompt(Samples.People) { Refused = "operator 1" });
        FormUi ui = Assert.IsType<FormUi>(_stage.Scene.Ui.Prompt);
        Assert.Equal((0, "Alba", "SE"), (ui.Field, ui.Lines[0].Text, ui.Lines[1].Text));
        _ = Ask(new FormPrompt(Samples.People, "Not that.") { Refused = "country" });
        ui = Assert.IsType<FormUi>(_stage.Scene.Ui.Prompt);
        Assert.Equal((1, "Alba"), (ui.Field, ui.Lines[0].Text));
    }

    [Fact]
    public async Task A_signal_is_an_order_to_leave_for_whoever_waits_and_whoever_asks_later()
    {
        Task<Outcome<WentOn>> waiting = Ask();
        _stage.Leave();
        Assert.Equal(new CameBetween<WentOn>(new LeaveWanted()), await waiting);
        Assert.Equal(new CameBetween<WentOn>(new LeaveWanted()), await Ask());
    }

    [Fact]
    public async Task Nothing_of_a_pin_stays_when_the_question_is_interrupted()
    {
        Task<Outcome<PinTyped>> waiting = Ask(Samples.Pin);
        _stage.Press(KeyPress.Of('1'));
        PinBuffer pin = Assert.IsType<PinUi>(_stage.Scene.Ui.Prompt).Pin;
        Assert.Equal(1, pin.Bytes);
        _stage.Leave();
        await waiting;
        Assert.True(pin.IsEmpty);
    }

    [Fact]
    public void A_grid_that_shows_a_secret_says_so()
    {
        Ask(Samples.ShownSecret());
        _clock.Advance(700);
        Assert.False(_stage.Paint(80, 24).HoldsSecret);
        _stage.Press(KeyPress.Of(' '));
        Canvas shown = _stage.Paint(80, 24);
        Assert.True(shown.HoldsSecret);
        shown.Wipe();
        Assert.Equal("", shown.ToString().Trim());
        _clock.Advance(1000);
        Assert.False(_stage.Paint(80, 24).HoldsSecret);
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("secret")]
    [InlineData("fingerprint")]
    public void What_must_be_read_stands_a_moment_before_a_key_acts_on_it(string what)
    {
        (Screen screen, Prompt prompt) = MustBeRead(what);
        AskAny(screen, prompt);
        Assert.DoesNotContain("Enter ", Keys());
        _clock.Advance(690);
        Type("12");
        Press(KeyName.Enter);
        Assert.Contains("That key was too early: read first.", Look());
        _clock.Advance(690);
        Type("5");
        _clock.Advance(699);
        Assert.DoesNotContain("Enter ", Keys());
        Assert.NotNull(_stage.Scene.Prompt);
        _clock.Advance(1);
        Assert.Contains("Enter ", Keys());
        string stands = Look();
        Press(KeyName.Other);
        Assert.DoesNotContain("too early", Look());
        Assert.DoesNotContain("∙", stands);
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("secret")]
    [InlineData("fingerprint")]
    [InlineData("form")]
    [InlineData("choice")]
    [InlineData("pin")]
    [InlineData("go on")]
    public void Keys_that_were_typed_ahead_or_held_down_answer_no_question(string what)
    {
        (Screen screen, Prompt prompt) = MustBeRead(what);
        Waiting waiting = Waits(prompt);
        _stage.Ask(screen, waiting);
        Type("1234");
        _stage.Paint(80, 24);
        Type("5678");
        for (int repeat = 0; repeat < 60; repeat++)
        {
            Press(KeyName.Enter);
            _stage.Stand(_stage.Face);
            _stage.Paint(80, 24);
            _clock.Advance(33);
        }

        Assert.Same(prompt, _stage.Scene.Prompt);
        Assert.DoesNotContain("∙", Look());
    }

    [Fact]
    public void Each_page_of_a_confirmation_stands_a_moment_and_pages_that_were_read_turn_at_once()
    {
        AskAny(Samples.Deletion, Samples.Confirm);
        _clock.Advance(700);
        Look();
        for (int page = 2; page <= 3; page++)
        {
            Press(KeyName.PageDown);
            Look();
            _stage.Stand(_stage.Face);
            Press(KeyName.PageDown);
            Assert.Contains($"page {page} of 3", Look());
            _clock.Advance(700);
            Look();
        }

        Press(KeyName.PageUp);
        Look();
        _stage.Stand(_stage.Face);
        Assert.Contains("Enter Next page", Keys());
    }

    [Fact]
    public void The_panes_stay_while_a_token_signs_and_what_is_typed_then_is_dropped()
    {
        AskAny(Samples.Revoke, Samples.Confirm);
        _clock.Advance(700);
        Look();
        Type("5678");
        Press(KeyName.Enter);
        _clock.Advance(2000);
        string signing = Look();
        Assert.Contains("► signing … 0:02", signing);
        Assert.Contains("Revoke the Boot CA. From now on", signing);
        Type("1234");
        Press(KeyName.Enter);
        AskAny(Samples.Revoke, Samples.Confirm);
        Assert.DoesNotContain("∙", Look());
        Assert.Contains("Enter Sign", Keys());
    }

    private static (Screen Screen, Prompt Prompt) MustBeRead(string what) => what switch
    {
        "confirm" => (Samples.Revoke, Samples.Confirm),
        "secret" => (new Screen("PIN"), Samples.ShownSecret()),
        "fingerprint" => (Samples.Fingerprint, new GoOnPrompt("Hide it")),
        "form" => (Samples.Key, new FormPrompt(Samples.People)),
        "choice" => (Samples.Key, Samples.Ways),
        "pin" => (Samples.Key, Samples.Pin),
        _ => (Samples.Key, new GoOnPrompt()),
    };

    private static Waiting Waits(Prompt prompt) => prompt switch
    {
        ConfirmPrompt confirm => new Waiting<ConfirmReply>(confirm),
        ShowSecretPrompt secret => new Waiting<SecretReply>(secret),
        FormPrompt form => new Waiting<FormFilled>(form),
        ChoicePrompt choice => new Waiting<Chose>(choice),
        PinPrompt pin => new Waiting<PinTyped>(pin),
        _ => new Waiting<WentOn>((GoOnPrompt)prompt),
    };

    private void AskAny(Screen screen, Prompt prompt)
    {
        _stage.Ask(screen, Waits(prompt));
        _stage.Paint(80, 24);
        _stage.Stand(_stage.Face);
    }

    private string Keys() => Look().Split('\n')[23];

    private string Look() => _stage.Paint(80, 24).ToString();

    private void Type(string text)
    {
        foreach (char character in text)
        {
            _stage.Press(KeyPress.Of(character));
        }
    }

    private Task<Outcome<WentOn>> Ask(Screen? screen = null) => Ask(new GoOnPrompt(), screen);

    private Task<Outcome<TReply>> Ask<TReply>(Prompt<TReply> prompt, Screen? screen = null)
        where TReply : RoomReply
    {
        var waiting = new Waiting<TReply>(prompt);
        _stage.Ask(screen ?? Samples.Key, waiting);
        _stage.Paint(80, 24);
        _stage.Stand(_stage.Face);
        return waiting.Outcome;
    }

    private void Press(KeyName key) => _stage.Press(new KeyPress(key));

    private sealed class Clock : TimeProvider
    {
        private long _milliseconds;

        public override long TimestampFrequency => 1000;

        public void Advance(long milliseconds) => _milliseconds += milliseconds;

        public override long GetTimestamp() => _milliseconds;

        public override DateTimeOffset GetUtcNow() => Samples.Utc.AddMilliseconds(_milliseconds);
    }
}
