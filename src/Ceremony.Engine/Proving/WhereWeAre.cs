using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>The screen that a ceremony goes on with after it was left or interrupted: people who come back, perhaps days later, see where they are before anything is asked of them that rests on it.</summary>
internal static class WhereWeAre
{
    /// <summary>The screen.</summary>
    /// <param name="lines">The journal, which is proven by now.</param>
    public static Screen Of(IReadOnlyList<JournalLine> lines)
    {
        IReadOnlyList<ActView> acts = Folds.Outline(lines);
        (StepView Step, ActView Act)[] steps = [.. acts.SelectMany(act => act.Steps.Select(step => (step, act)))];
        int done = steps.Count(each => each.Step.State == StepState.Done);
        int at = Array.FindIndex(steps, each => each.Step.State != StepState.Done);
        return new Screen(
            "Where we are",
            new TextBlock("The ceremony goes on where it was left or interrupted. This is what its record says; nothing of it is done twice."),
            new FactsBlock(
            [
                .. at < 0 ? [new Detail("steps", $"all {steps.Length} are done")] : Open(acts, steps, at),
                new Detail("done so far", done == 0 ? "no step yet" : $"{done} of {steps.Length} steps, the last one: {steps.Last(each => each.Step.State == StepState.Done).Step.Title}"),
                new Detail("recorded last", Last(lines)),
                new Detail("what comes", Next(lines, steps, at)),
            ]))
        {
            Help = "Everybody reads where the ceremony stands. Nothing is asked or done on this screen: Enter goes on. What an open step was answered before is not asked again.",
        };
    }

    private static IEnumerable<Detail> Open(IReadOnlyList<ActView> acts, (StepView Step, ActView Act)[] steps, int at) =>
    [
        new("act", $"{acts.TakeWhile(act => act != steps[at].Act).Count() + 1} of {acts.Count}: {steps[at].Act.Title}"),
        new("step", $"{at + 1} of {steps.Length}: {steps[at].Step.Title}{(steps[at].Step.State == StepState.Open ? ", which was begun" : "")}"),
    ];

    // What people did or saw, and not what the program noted around it.
    private static string Last(IReadOnlyList<JournalLine> lines)
    {
        JournalLine last = lines.LastOrDefault(line => line.Step is not null && line.Entry is not (StepStarted or Looked)) ?? lines[^1];
        JournalLineView told = Folds.LineText(last);
        return $"{told.At} {told.Kind} {told.Text}".TrimEnd();
    }

    private static string Next(IReadOnlyList<JournalLine> lines, (StepView Step, ActView Act)[] steps, int at) => at switch
    {
        _ when lines.Tell<Aborted>() => "the ceremony was aborted; whoever can sign signs its archive",
        < 0 => "the officers sign the archive, and a witness compares its fingerprint",
        _ when at + 1 < steps.Length => $"this step goes on, then step {at + 2}: {steps[at + 1].Step.Title}",
        _ => "this step goes on; it is the last one",
    };
}
