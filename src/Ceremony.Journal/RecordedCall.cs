using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// A call of the open step and what was recorded as its answer. An attempt is a full run of the step, but earlier calls are not written
/// again: the first call that an attempt writes shows how far back it went, and all calls of earlier attempts from there on are void.
/// </summary>
/// <param name="Answered">The call, with the attempt that wrote it.</param>
/// <param name="Lines">Its lines, oldest first: for an approval the proposal, confirmations and the approval.</param>
public sealed record RecordedCall(DeskCall Answered, IReadOnlyList<JournalLine> Lines)
{
    /// <summary>1, 2, … in the step.</summary>
    public long Call => Answered.Call;

    /// <summary>SHA-256, lower-case hex, of the canonical request.</summary>
    public string Asks => Answered.Asks;

    internal static IReadOnlyList<RecordedCall> Fold(IReadOnlyList<JournalLine> lines, string step)
    {
        JournalLine[] ofStep = [.. lines.OfStep(step)];
        int start = Math.Max(Array.FindLastIndex(ofStep, line => line.Entry is StepStarted { Attempt: 1 }), Array.FindIndex(ofStep, line => line.Entry is StepStarted));
        if (start < 0 || ofStep[start..].Any(line => line.Entry is StepDone))
        {
            return [];
        }

        var calls = new SortedDictionary<long, List<JournalLine>>();
        long attempt = 0;
        foreach (JournalLine line in ofStep[start..])
        {
            if (line.Answers is not { } answers || answers.Attempt < attempt)
            {
                continue;
            }

            if (answers.Attempt > attempt)
            {
                attempt = answers.Attempt;
                VoidFrom(calls, answers.Call);
            }

            if (!calls.TryGetValue(answers.Call, out List<JournalLine>? recorded))
            {
                calls.Add(answers.Call, recorded = []);
            }

            recorded.Add(line);
        }

        return [.. calls.Values.Select(recorded => new RecordedCall(recorded[0].Answers!, recorded))];
    }

    private static void VoidFrom(SortedDictionary<long, List<JournalLine>> calls, long first)
    {
        foreach (long call in calls.Keys.Where(call => call >= first).ToList())
        {
            calls.Remove(call);
        }
    }
}
