using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Something is not as it should be when a ceremony goes on: who answers for going on all the same, and what else can be chosen.</summary>
public sealed class ExceptionsTests
{
    [Theory]
    [InlineData("The key is made", "Name of officer 1, Name of officer 2", 2)]
    [InlineData("Compare with paper", "operator 1", 0)]
    public async Task The_officers_answer_for_it_once_they_can_confirm_and_the_operator_before(string leftAt, string by, int confirmed)
    {
        using Stage stage = await LeftAndRebuilt(leftAt);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        JournalLine exception = stage.Lines.Single(line => line.Kind == "exception");
        Assert.Equal(by, exception.By);
        Assert.Equal("the ceremony goes on", exception.Json.Text("decided"));
        Assert.Equal(confirmed, stage.Lines.Count(line => line.Kind == "confirmed" && line.Json.Text("text").Contains("do: Go on although another build", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_officer_who_refuses_brings_the_question_back()
    {
        using Stage stage = await LeftAndRebuilt("The key is made");
        int asked = 0;
        stage.Room.Instead = (screen, prompt) => prompt switch
        {
            ChoicePrompt { Key: "exception" } => new Chose(asked++ == 0 ? "allow" : "leave"),
            ConfirmPrompt when asked == 1 => new OfficerRefused(0, "not with this program"),
            _ => null,
        };

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Equal(2, asked);
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "exception" or "resumed");
    }

    [Fact]
    public async Task It_can_be_aborted_for_it_and_the_reason_is_what_was_found()
    {
        using Stage stage = await LeftAndRebuilt("The key is made");
        string found = "";
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "exception", Choices: var choices })
            {
                return null;
            }

            // Another build cannot be put right in the room, so nobody is told to look again.
            Assert.Equal(["allow", "abort", "leave"], choices.Select(choice => choice.Key));
            Assert.DoesNotContain("look again", screen.Help, StringComparison.Ordinal);
            found = screen.Blocks.OfType<WarningBlock>().Single().Text;
            return new Chose("abort");
        };

        Assert.Equal(RunEnd.Aborted, (await stage.Resume()).End);

        Assert.StartsWith("another build of the program runs now", found, StringComparison.Ordinal);
        Assert.Equal(found, stage.Lines.Single(line => line.Kind == "aborted").Json.Text("reason"));
    }

    private static async Task<Stage> LeftAndRebuilt(string leftAt)
    {
        var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == leftAt ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.ProgramHash = new('b', 64);
        return stage;
    }
}
