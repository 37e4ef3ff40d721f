namespace Ceremony.Journal;

/// <summary>
/// A call of the open step and what was recorded as its answer. An attempt is a full run of the step, but earlier calls are not written
/// again: the first call that an attempt writes shows how far back it went, and all calls of earlier attempts from there on are void.
/// </summary>
/// <param name="Call">1, 2, … in the step.</param>
/// <param name="Asks">SHA-256, lower-case hex, of the canonical request.</param>
/// <param name="Attempt">The attempt that wrote it.</param>
/// <param name="Lines">Its lines, oldest first: for an approval the proposal, confirmations and the approval.</param>
public sealed record RecordedCall(long Call, string Asks, long Attempt, IReadOnlyList<JournalLine> Lines)
{
    internal static IReadOnlyList<RecordedCall> Fold(IReadOnlyList<JournalLine> lines, string step)
    {
        JournalLine[] ofStep = [.. lines.Where(line => line.Step == step)];
        int start = Array.FindLastIndex(ofStep, line => line is { Kind: "step-started", Attempt: 1 });
        if (start < 0 || ofStep[start..].Any(line => line.Kind == "step-done"))
        {
            return [];
        }

        var calls = new SortedDictionary<long, List<JournalLine>>();
        long attempt = 0;
        foreach (JournalLine line in ofStep[start..].Where(line => line.Call is not null && line.Attempt >= attempt))
        {
            if (line.Attempt > attempt)
            {
                attempt = line.Attempt.Value;
                VoidFrom(calls, line.Call!.Value);
            }

            long call = line.Call!.Value;
            if (!calls.TryGetValue(call, out List<JournalLine>? recorded))
            {
                calls.Add(call, recorded = []);
            }

            recorded.Add(line);
        }

        return [.. calls.Select(each => new RecordedCall(each.Key, each.Value[0].Asks!, each.Value[0].Attempt!.Value, each.Value))];
    }

    private static void VoidFrom(SortedDictionary<long, List<JournalLine>> calls, long first)
    {
        foreach (long call in calls.Keys.Where(call => call >= first).ToList())
        {
            calls.Remove(call);
        }
    }
}
