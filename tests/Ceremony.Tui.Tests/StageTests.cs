using Ceremony.Core.Room;
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
        Task<RoomReply> first = Ask();
        Press(KeyName.Enter);
        Assert.IsType<WentOn>(await first);
        Task<RoomReply> second = Ask();
        for (int repeat = 0; repeat < 20; repeat++)
        {
            _clock.Advance(33);
            Press(KeyName.Enter);
        }

        Assert.False(second.IsCompleted);
        _clock.Advance(200);
        Press(KeyName.Enter);
        Assert.IsType<WentOn>(await second);
    }

    [Fact]
    public void A_key_that_comes_before_the_question_is_drawn_is_no_answer()
    {
        var reply = new TaskCompletionSource<RoomReply>();
        _stage.Ask(Samples.Key, new GoOnPrompt(), reply);
        _stage.Paint(80, 24);
        Press(KeyName.Enter);
        Assert.False(reply.Task.IsCompleted);
    }

    [Fact]
    public async Task A_signal_is_an_order_to_leave_for_whoever_waits_and_whoever_asks_later()
    {
        Task<RoomReply> waiting = Ask();
        _stage.Leave();
        Assert.Equal(new Interrupted(new LeaveWanted()), await waiting);
        Assert.Equal(new Interrupted(new LeaveWanted()), await Ask());
    }

    [Fact]
    public async Task Nothing_of_a_pin_stays_when_the_question_is_interrupted()
    {
        Task<RoomReply> waiting = Ask(Samples.Pin);
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
        Assert.False(_stage.Paint(80, 24).HoldsSecret);
        _stage.Press(KeyPress.Of(' '));
        Canvas shown = _stage.Paint(80, 24);
        Assert.True(shown.HoldsSecret);
        shown.Wipe();
        Assert.Equal("", shown.ToString().Trim());
        _clock.Advance(1000);
        Assert.False(_stage.Paint(80, 24).HoldsSecret);
    }

    private Task<RoomReply> Ask(Prompt? prompt = null)
    {
        var reply = new TaskCompletionSource<RoomReply>();
        _stage.Ask(Samples.Key, prompt ?? new GoOnPrompt(), reply);
        _stage.Paint(80, 24);
        _stage.Drawn();
        return reply.Task;
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
