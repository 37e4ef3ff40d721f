using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Answers that are typed again, and steps that do not fit what was done.</summary>
public sealed class CorrectionsTests
{
    [Fact]
    public async Task A_step_that_what_was_done_before_does_not_fit_is_refused()
    {
        using var stage = new Stage(Scripts.TwoKeys
            .Replace("- { id: first,", "- { id: asked, do: record, ask: Name of the second key }\n      - { id: first,", StringComparison.Ordinal)
            .Replace("key: Second key", "key: 'Another ${step.asked}'", StringComparison.Ordinal));
        stage.Room.Instead = (_, prompt) => prompt switch
        {
            FormPrompt { Form.Fields: [{ Name: "record" }] } => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["record"] = "key whose name is longer than the name of any key may be here" })),
            ChoicePrompt { Key: "after-refusal" } => new Chose("leave"),
            _ => null,
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        JournalLine refused = stage.Lines.Single(line => line.Kind == "refused");
        Assert.Equal(("second", "step-unfit"), (refused.Step, refused.Json.Text("code")));
        Assert.Equal("The step second cannot be done as the script has it: \"key\" must have 1 to 64 characters on one line.", refused.Json.Text("reason"));
    }

    [Fact]
    public async Task A_typed_answer_can_be_corrected_and_both_stay_recorded()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        int asked = 0;
        bool corrected = false;
        stage.Room.Instead = (_, prompt) =>
        {
            switch (prompt)
            {
                case FormPrompt { Form.Fields: var fields } when fields.Any(field => field.Name == "operator 1"):
                    asked++;
                    return null;
                case PinPrompt { IsNew: true } when !corrected:
                    corrected = true;
                    return new Interrupted(new CorrectionWanted());
                default:
                    return null;
            }
        };

        await stage.Begin();

        Assert.Equal(2, asked);
        Assert.Equal([1L, 2L], stage.Lines.Where(line => line.Kind == "answered" && line.Step == "people").Select(line => line.Attempt!.Value));
    }

    [Fact]
    public async Task An_answer_is_corrected_until_something_was_approved_on_it_and_not_after()
    {
        using var stage = new Stage(Scripts.TwoKeys.Replace("- { id: first,", "- { id: asking, do: ask-and-enter }\n      - { id: first,", StringComparison.Ordinal));
        bool early = false;
        bool late = false;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            ("Asked", FormPrompt) => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["profile"] = early ? "right" : "wrong" })),
            ("Enter it", ConfirmPrompt) when !early && (early = true) => new Interrupted(new CorrectionWanted()),
            ("Entered", GoOnPrompt) when !late && (late = true) => new Interrupted(new CorrectionWanted()),
            _ => null,
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(early && late);
        Assert.Equal("right", Folds.Registry(stage.Lines).All<OfficerProfileCreated>().Single().Profile);
        Assert.Equal(
            ["step-started", "answered", "proposed", "answered", "proposed", "confirmed", "confirmed", "approved", "intended", "performed", "shown", "step-done"],
            stage.Lines.Where(line => line.Step == "asking").Select(line => line.Kind));
        Assert.Equal(
            "In this step no answer has been typed since something was approved. For answers that were typed earlier choose \"Correct an earlier answer\" (F10); whatever else is wrong in the record, an exception (F3) says what is right.",
            Assert.Single(stage.Room.Screens, screen => screen.Title == "Nothing to correct").Blocks.OfType<Core.Screens.TextBlock>().Single().Text);
    }
}
