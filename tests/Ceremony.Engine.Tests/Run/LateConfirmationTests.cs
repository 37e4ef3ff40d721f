using System.Globalization;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A PIN that was typed while the proposal held, but whose signature comes later.</summary>
public sealed class LateConfirmationTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(11);

    [Fact]
    public async Task What_a_slow_token_signs_after_the_time_is_over_does_not_count()
    {
        using Stage stage = Bootstrap.Stage();
        MemoryToken card = stage.Tokens[Bootstrap.Cards[1]];
        int signed = 0;
        stage.Room.Instead = (_, prompt) =>
        {
            bool confirms = prompt is ConfirmPrompt { Panes: var panes } && panes[1].Token == "card 00004712";
            card.WhileSigning = () => stage.Machine.Rest(confirms && signed++ == 0 ? TooLong : TimeSpan.Zero);
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Single(stage.Lines, line => line.Kind == "expired");
        Assert.Empty(Late(stage));
        Assert.Contains(stage.Room.Asked, asked => asked.Prompt is ConfirmPrompt { Trouble: "The proposal has expired. This is a new one: every officer must confirm again." });
    }

    [Fact]
    public async Task A_last_try_that_is_allowed_after_the_time_is_over_is_not_spent()
    {
        using Stage stage = Bootstrap.Stage();
        MemoryToken card = stage.Tokens[Bootstrap.Cards[1]];
        bool armed = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (!armed && prompt is ConfirmPrompt { Panes: var panes } && panes[1] is { ConfirmedAt: null, Token: "card 00004712" })
            {
                armed = true;
                card.WrongTries = 2;
                return new OfficerPinTyped(1, Secret.FromText("999999"));
            }

            if (prompt is ChoicePrompt { Key: "last-try" })
            {
                stage.Machine.Rest(TooLong);
                return new Chose("use");
            }

            card.WrongTries = 0;
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Single(stage.Lines, line => line.Kind == "expired");
        Assert.Empty(Late(stage));
        Assert.Equal(0, card.Refused);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sign-in-failed");
    }

    private static IEnumerable<JournalLine> Late(Stage stage) => stage.Lines.Where(line =>
        line.Kind == "confirmed" && TimeOf(line.At) > TimeOf(stage.Lines.Single(each => each.Seq == line.Json.Number("proposed")).Json.Text("until")));

    private static DateTimeOffset TimeOf(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
