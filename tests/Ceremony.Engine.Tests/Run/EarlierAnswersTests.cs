using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using static Ceremony.Engine.Tests.Fakes.Retyping;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Answers of earlier steps: typed again while nothing rests on them, corrected by the officers after that.</summary>
public sealed class EarlierAnswersTests
{
    // About where the bag's number is asked for.
    private const int FirstStop = 15;

    [Fact]
    public async Task An_answer_two_steps_back_is_typed_again_and_the_steps_after_it_run_anew()
    {
        using Stage stage = Retyping.Ceremony();
        IReadOnlyList<string> remarked = [];
        stage.Room.Instead = (screen, prompt) =>
        {
            remarked = IsReading(screen) && Corrected(stage) == 1 ? [.. stage.Room.State.JournalTail.Where(line => line.Text.Contains("typed again", StringComparison.Ordinal)).Select(line => line.Text)] : remarked;
            return AtRules(stage, screen, prompt, times: 1);
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([], stage.Findings());
        Assert.Equal(
            [
                "step-started bag 1", "answered bag 1", "step-done bag 1", "step-started safe 1", "answered safe 1", "step-done safe 1", "step-started rules 1", "corrected bag",
                "step-started bag 2", "answered bag 2", "step-done bag 2", "step-started safe 2", "answered safe 2", "step-done safe 2", "step-started rules 2", "shown rules 2", "step-done rules 1",
            ],
            Of(stage, "bag", "safe", "rules").Select(line => $"{line.Kind} {line.Step} {line.Attempt}".TrimEnd()).Select(line => line.Replace("step-done rules 2", "step-done rules 1", StringComparison.Ordinal)));
        Assert.Equal(Right, Folds.DoneSteps(stage.Lines)["bag"][""]);
        Assert.Equal("The bag is 4712.", stage.Lines.Telling<Shown>().Single(shown => shown.Line.Step == "rules").Entry.Screen.Blocks.OfType<TextBlock>().Single().Text);
        Assert.Equal(
["For the record: 4711; typed again, see line 24", "the answer in line 17 is typed again; bag and the steps after it run anew"],
            remarked);
        Assert.Equal(["before", "act", "act", "act", "act", "after"], stage.Lines.Entries<Inventory>().Select(inventory => inventory.When));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_at_any_line_around_a_correction_it_comes_to_the_same_end(bool afterTheWrite)
    {
        int stopped = 0;
        for (int stopAt = FirstStop; ; stopAt++)
        {
            using Stage stage = Retyping.Ceremony();
            stage.Room.Instead = (screen, prompt) => AtRules(stage, screen, prompt, times: 1);
            IDurableFiles real = stage.Files;
            stage.Files = new StoppingFiles(real, stopAt, afterTheWrite);
            Exception? end = await Xunit.Record.ExceptionAsync(stage.Begin);
            if (end is null || stage.HasNothingYet || Folds.DoneSteps(stage.Lines).ContainsKey("rules"))
            {
                if (end is null || !stage.HasNothingYet)
                {
                    break;
                }

                continue;
            }

            Assert.IsType<StoppedException>(end);
            stage.Files = real;

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, (await stage.Resume()).End));

            stopped++;
            Assert.Equal((stopAt, Right), (stopAt, Folds.DoneSteps(stage.Lines)["bag"][""]));
            Assert.Single(stage.Lines, line => line.Kind == "corrected");
            Assert.Equal([], stage.Findings());
        }

        Assert.InRange(stopped, 15, 25);
    }

    [Fact]
    public async Task An_answer_is_typed_again_twice()
    {
        using Stage stage = Retyping.Ceremony();
        stage.Room.Instead = (screen, prompt) => AtRules(stage, screen, prompt, times: 2);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([], stage.Findings());
        Assert.Equal([1L, 2L, 3L], stage.Lines.Where(line => line.Kind == "answered" && line.Step == "bag").Select(line => line.Attempt!.Value));
        Assert.Equal(Right, Folds.DoneSteps(stage.Lines)["bag"][""]);
    }

    [Fact]
    public async Task What_a_later_step_cannot_work_with_is_typed_again_from_its_refusal()
    {
        using var stage = new Stage(Scripts.TwoKeys
            .Replace("- { id: second,", "- { id: asked, do: record, ask: Name of the second key }\n      - { id: second,", StringComparison.Ordinal)
            .Replace("key: Second key", "key: 'Another ${step.asked}'", StringComparison.Ordinal));
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            (Title, FormPrompt form) => Answer(form, "1"),
            (_, FormPrompt { Form.Fields: [{ Name: "record" }] } form) => Answer(form, Corrected(stage) == 0 ? new string('x', 63) : "key"),
            ("The step cannot be done", ChoicePrompt) => new Interrupted(new CorrectionWanted(Earlier: true)),
            _ => null,
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([], stage.Findings());
        Assert.Equal(["HSM: Another key", "HSM: First key"], stage.Tokens["HSM"].Keys.Select(key => $"HSM: {key.Label}").Order());
        Assert.Single(stage.Lines, line => line.Kind == "refused" && line.Step == "second");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_something_rests_on_is_corrected_by_the_officers_who_may_refuse(bool agree)
    {
        using Stage stage = Retyping.Ceremony();
        bool wanted = false;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            (_, ConfirmPrompt { Panes: var panes }) when stage.Room.State.StepId == "first" && panes[0].ConfirmedAt is not null && !wanted && (wanted = true) => new Interrupted(new CorrectionWanted(Earlier: true)),
            ("Correct an answer", ConfirmPrompt) when !agree => new OfficerRefused(1, "nobody has seen the bag"),
            (Title, FormPrompt form) => Answer(form, Number(screen, "Number of the bag")),
            ("Have the officers correct an answer", FormPrompt) => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["right"] = " 4712", ["why"] = "mistyped" })),
            _ => Typed(prompt, Wrong),
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([], stage.Findings());
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "corrected");
        JournalLine answered = stage.Lines.Single(line => line.Kind == "answered" && line.Step == "bag");
        Assert.Equal(Wrong, Folds.DoneSteps(stage.Lines)["bag"][""]);
        if (agree)
        {
            (JournalLine approved, CorrectAnswer correction) = Assert.Single(Corrections.Signed(stage.Lines));
            Assert.Equal(new CorrectAnswer(answered.Seq, "record", Wrong, Right, "mistyped"), correction);
            Assert.Equal(["first", null], new[] { approved.Step, approved.Call?.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            Assert.Equal([$"the officers correct this in line {approved.Seq}: \"record\" is rightly \"4712\"; reason: mistyped"], Corrections.Remarks(stage.Lines)[answered.Seq]);
        }
        else
        {
            Assert.Empty(Corrections.Signed(stage.Lines));
            Assert.Contains("The officers did not agree. Nothing was corrected; their refusal stands in the record.", Says(stage));
        }
    }

    [Fact]
    public async Task Where_nobody_can_sign_a_correction_yet_the_screen_says_so()
    {
        using Stage stage = Retyping.Ceremony();
        bool wanted = false;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            (Title, FormPrompt form) => Answer(form, Number(screen, "Number of the bag")),
            _ when stage.Room.State.StepId == "kit" && !wanted && (wanted = true) => new Interrupted(new CorrectionWanted(Earlier: true)),
            _ => Typed(prompt, Wrong),
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(Says(stage), says => says.EndsWith("may rest on that answer, so it is not typed again, and no officers can confirm yet who could sign a correction. Record an exception (F3) that says what is right; or abort the ceremony (F10) where it cannot go on like this.", StringComparison.Ordinal));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "corrected");
    }

    [Fact]
    public async Task Where_nothing_was_typed_before_or_somebody_thinks_better_of_it_nothing_happens()
    {
        using Stage stage = Retyping.Ceremony();
        var wanted = new HashSet<string>();
        int asked = 0;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            (Title, FormPrompt form) when ++asked == 1 => Answer(form, "99"),
            (Title, FormPrompt { Trouble: not null } form) => Answer(form, "0"),
            _ when stage.Room.State.StepId is "room" or "rules" && wanted.Add(stage.Room.State.StepId) => new Interrupted(new CorrectionWanted(Earlier: true)),
            _ => Typed(prompt, Right),
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains("No earlier step has a typed answer. The last answer of this step is corrected with F10, \"Correct the last answer\".", Says(stage));
        Assert.Equal(
            "There is no answer with that number: type 1 to 11, or 0 to go back.",
            stage.Room.Asked.Select(each => (each.Prompt as FormPrompt)?.Trouble).Single(trouble => trouble is not null));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "corrected");
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "step-started" && line.Step == "rules"));
    }

    private static IEnumerable<JournalLine> Of(Stage stage, params string[] steps) => stage.Lines.Where(line => steps.Contains(line.Step));

    private static IEnumerable<string> Says(Stage stage) => stage.Room.Screens.Where(screen => screen.Title == Title).SelectMany(screen => screen.Blocks.OfType<TextBlock>()).Select(block => block.Text);
}
