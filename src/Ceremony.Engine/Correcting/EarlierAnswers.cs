using Ceremony.Core.Desk;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>The typed answers that still hold, and how each can be corrected.</summary>
internal sealed class EarlierAnswers(RunPlan plan, Recorder recorder)
{
    /// <summary>Those of the steps that are done, and of the open one where something was approved since; newest first. What was left empty is not among them.</summary>
    /// <param name="open">The open step.</param>
    public IReadOnlyList<TypedAnswer> Before(PlannedStep open)
    {
        IReadOnlyList<JournalLine> lines = recorder.Lines;
        IReadOnlyList<RecordedCall> calls = Folds.OpenCalls(lines, open.Id);
        long approved = LastApproved(calls);
        HashSet<long> ofOpen = [.. calls.Where(call => call.Call <= approved).SelectMany(call => call.Lines).Select(line => line.Seq)];
        Dictionary<string, string> titles = plan.Steps.ToDictionary(step => step.Id, step => step.Title, StringComparer.Ordinal);
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> done = Folds.DoneSteps(lines);
        return
        [
            .. Corrections.Standing(lines).Telling<Answered>()
                .Where(each => each.Line.Step is { } step && (done.ContainsKey(step) ? IsLast(lines, each.Line) : ofOpen.Contains(each.Line.Seq)))
                .Reverse()
                .SelectMany(each => each.Entry.Form.Fields
                    .Where(field => each.Entry.Answers.Values.GetValueOrDefault(field.Name) is { Length: > 0 })
                    .Select(field => Typed(each.Line, each.Entry, field, titles, done.ContainsKey(each.Line.Step!) && Corrections.UseOf(lines, each.Line.Seq) is null))),
        ];
    }

    /// <summary>The last call of a step in which something was approved or done; 0 where none was.</summary>
    public static long LastApproved(IReadOnlyList<RecordedCall> calls) =>
        calls.Where(call => call.Lines.Any(line => line.Entry is Approved or Performed or Intended)).Select(call => call.Call).DefaultIfEmpty(0).Max();

    private static TypedAnswer Typed(JournalLine line, Answered answered, FormField field, Dictionary<string, string> titles, bool canBeRetyped) =>
        new(line, titles.GetValueOrDefault(line.Step!, line.Step!), field.Name, field.Label, answered.Answers[field.Name], canBeRetyped);

    // A later attempt of its step went back behind it: it holds no more.
    private static bool IsLast(IReadOnlyList<JournalLine> lines, JournalLine answered) =>
        !lines.Skip((int)answered.Seq).Any(line => line.Step == answered.Step && line.Attempt > answered.Attempt && line.Call <= answered.Call);
}
