using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Ends a step that cannot be done: the people say what was expected, what happened and what they decide, and the officers confirm it.</summary>
internal sealed class StepException(RunContext run, OfficersException officers)
{
    private const int LongestText = 400;
    private const string SomeText = @".*\S.*";

    /// <summary>The <c>exception</c> line by which the step ends; null where an officer did not agree.</summary>
    /// <param name="step">The open step.</param>
    /// <param name="reason">Why it cannot be done, as a sentence.</param>
    public async Task<JournalLine?> TryEnd(PlannedStep step, string reason)
    {
        (AllowException exception, string by) = await Ask(step, reason);
        return await officers.TryAllow(run.Recorder.LastBeginningOf(step.Id), Proposal(step), exception, by);
    }

    private async Task<(AllowException Exception, string By)> Ask(PlannedStep step, string reason)
    {
        // The officers' sentence goes on behind it.
        string happened = reason.TrimEnd('.');
        happened = happened.Length > LongestText ? happened[..LongestText] : happened;
        var form = new Form(
            Text("expected", "Expected"),
            Text("happened", "Happened") with { Initial = happened, AsShown = happened },
            Text("decided", "Decided"),
            Text("by", "Decided by"));
        Core.Desk.Answers said = (await run.Talk.Ask(step.Id, Asked(step), new FormPrompt(form))).Answers;
        return (new AllowException(said["expected"].Trim(), said["happened"].Trim(), said["decided"].Trim()), said["by"].Trim());
    }

    private static FormField Text(string name, string label) => new(name, label) { Pattern = SomeText, Shape = "type at least one word", MaxLength = LongestText };

    private static Screen Asked(PlannedStep step) => new(
        "End the step with an exception",
        new TextBlock($"The step \"{Hostile.Escape(step.Title)}\" will end without being done. Write down for the auditor what was expected, what happened and what the people in the room decide."))
    {
        Help = "You are the operator: type what the people say. If officers can already confirm, they are asked to agree next; if not, "
            + "whoever decided answers for it.",
    };

    private static Screen Proposal(PlannedStep step) => new(
        "End the step with an exception",
        new WarningBlock($"The step \"{Hostile.Escape(step.Title)}\" will be recorded as ended by this exception and not done. It cannot be done later in this ceremony."))
    {
        Help = "You are an officer: agree only if the ceremony can go on without this step. Refuse with F8 and say why; then the step can still be "
            + "tried again.",
    };
}
