using System.Globalization;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Has an earlier answer chosen from a list. While nothing may rest on it, it is typed again, and its step and those after it run anew; after that the officers sign what is right, beside what stands there.
/// </summary>
internal sealed class CorrectionDesk(RunContext run, PlannedStep step, int number)
{
    private const int LongestText = 400;
    private const string Which = "which answer";
    private readonly EarlierAnswers _earlier = new(run.Plan, run.Recorder);

    /// <summary>What is to be corrected, and how; null where somebody thought better of it, or nothing can be. Asked while the step waits for something else.</summary>
    public async Task<CorrectionSignal?> Choose()
    {
        IReadOnlyList<TypedAnswer> answers = _earlier.Before(step);
        if (IsDoing)
        {
            await Say("Something is being done at this moment. Finish it first, then correct.");
            return null;
        }

        if (answers.Count == 0)
        {
            await Say("No earlier step has a typed answer. The last answer of this step is corrected with F10, \"Correct the last answer\".");
            return null;
        }

        return await Pick(answers) switch
        {
            null => null,
            { CanBeRetyped: true } answer => new CorrectionSignal { Retyped = answer.Line },
            var answer when run.CanConfirm => new CorrectionSignal { Statement = await Ask(answer) },
            var answer => await Refuse(answer),
        };
    }

    /// <summary>Lays a correction before the officers. Their approval is the statement: nothing is done for it.</summary>
    public async Task LayBefore(CorrectAnswer statement)
    {
        var confirmation = new Confirmation(run, new OfficerTokens(run), step.Id, number);
        JournalLine end = await confirmation.Propose(confirmation.Compose(Proposed(statement), [statement]), null);
        if (end.Entry is not Approved)
        {
            await Say("The officers did not agree. Nothing was corrected; their refusal stands in the record.");
        }
    }

    private bool IsDoing => Folds.OpenCalls(run.Recorder.Lines, step.Id) is [.., { Lines: [.., { Entry: Intended or SecretShown }] }];

    private async Task<TypedAnswer?> Pick(IReadOnlyList<TypedAnswer> answers)
    {
        var field = new FormField(Which, "Number of the answer, 0 to go back") { Pattern = "[0-9]{1,5}", Shape = "type a number of the list, or 0", MaxLength = 5, AsShown = "1" };
        string? trouble = null;
        while (true)
        {
            string typed = (await run.Talk.Ask(step.Id, Listed(answers), new FormPrompt(new Form(field), trouble))).Answers[Which];
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int chosen) || chosen > answers.Count)
            {
                trouble = $"There is no answer with that number: type 1 to {answers.Count}, or 0 to go back.";
                continue;
            }

            return chosen == 0 ? null : answers[chosen - 1];
        }
    }

    private async Task<CorrectAnswer> Ask(TypedAnswer answer)
    {
        var form = new Form(Text("right", "What is right"), Text("why", "Why it was answered otherwise"));
        Core.Desk.Answers said = (await run.Talk.Ask(step.Id, Asked(answer), new FormPrompt(form))).Answers;
        return new CorrectAnswer(answer.Line.Seq, answer.Question, answer.Text, said["right"].Trim(), said["why"].Trim());
    }

    private static FormField Text(string name, string label) => new(name, label) { Pattern = @".*\S.*", Shape = "type at least one word", MaxLength = LongestText };

    private async Task<CorrectionSignal?> Refuse(TypedAnswer answer)
    {
        string use = Corrections.UseOf(run.Recorder.Lines, answer.Line.Seq) is { } line ? $"Line {line.Seq} ({line.Kind}) may rest on that answer" : "Something was approved on that answer";
        await Say($"{use}, so it is not typed again, and no officers can confirm yet who could sign a correction. Record an exception (F3) that says what is right; or abort the ceremony (F10) where it cannot go on like this.");
        return null;
    }

    private Task Say(string sentence) => run.Talk.Show(
        step.Id,
        new Screen("Correct an earlier answer", new TextBlock(sentence)) { Help = "What stands in the record stays there. Enter goes back to where you were." });

    private static Screen Listed(IReadOnlyList<TypedAnswer> answers) => new(
        "Correct an earlier answer",
        new TextBlock("Nothing of the record is changed: what was answered stays, and the correction stands beside it."),
        new TableBlock(
            ["No.", "Step", "Question", "Answer", "How"],
            [.. answers.Select((answer, at) => (IReadOnlyList<string>)
            [
                (at + 1).ToString(CultureInfo.InvariantCulture),
                Hostile.Escape(answer.StepTitle),
                Hostile.Escape(answer.Label),
                Hostile.Escape(answer.Text),
                answer.CanBeRetyped ? "typed again" : "the officers sign",
            ])]))
    {
        Help = "The newest answer comes first. \"Typed again\": nothing rests on the answer yet; its step and the steps after it run once more. \"The officers sign\": something was looked at, agreed to, attested or done since; "
            + "the ceremony goes on with what was answered, and the officers sign what would have been right. 0 goes back, and nothing is corrected.",
    };

    private static Screen Asked(TypedAnswer answer) => new(
        "Have the officers correct an answer",
        new FactsBlock(
            Detail.From("step", answer.StepTitle),
            new Detail("line", answer.Line.Seq.ToString(CultureInfo.InvariantCulture)),
            Detail.From("question", answer.Label),
            Detail.From("answered", answer.Text)),
        new TextBlock("Type what is right and why it was answered otherwise. The officers read and sign both next. The ceremony goes on with what was answered: where that cannot be, abort it."))
    {
        Help = "You are the operator: type what the people in the room say. The correction changes nothing that was done, and no value that later steps work with; it stands beside the answer in the report and the verdict.",
    };

    private static Screen Proposed(CorrectAnswer statement) => new(
        "Correct an answer",
        new TextBlock($"What stands in line {statement.Line} stays there, and whatever was done with it. Your signatures say what would have been right."))
    {
        Help = "You are an officer: compare both with the paper or with what you know. Refuse with F8 and say why; then nothing is corrected.",
    };
}
