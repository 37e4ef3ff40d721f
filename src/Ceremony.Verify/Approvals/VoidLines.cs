using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Lines that no longer count: where a step asks for something other than before, it begins a new attempt at that call, and whatever answered
/// that call and later ones is void; so is what steps asked from an answer on that a correction supersedes.
/// </summary>
internal sealed class VoidLines
{
    private readonly Dictionary<string, long> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<(long Call, long Seq)>> _standing = new(StringComparer.Ordinal);
    private readonly HashSet<long> _void = [];

    /// <summary>Those that are void at the end.</summary>
    public static VoidLines Of(Evidence evidence)
    {
        var lines = new VoidLines();
        foreach (JournalLine line in evidence.Lines)
        {
            lines.Take(line);
        }

        return lines;
    }

    /// <summary>Takes note of the next line.</summary>
    public void Take(JournalLine line)
    {
        if (line.Kind == "corrected")
        {
            VoidFrom(line.Json.Number("answered"));
            return;
        }

        if (line is not { Step: { } step, Call: { } call, Attempt: { } attempt })
        {
            return;
        }

        if (!_standing.TryGetValue(step, out SortedSet<(long Call, long Seq)>? standing))
        {
            _standing.Add(step, standing = []);
        }

        if (attempt > _attempts.GetValueOrDefault(step))
        {
            _attempts[step] = attempt;
            while (standing.Count > 0 && standing.Max.Call >= call)
            {
                _void.Add(standing.Max.Seq);
                standing.Remove(standing.Max);
            }
        }

        standing.Add((call, line.Seq));
    }

    // A correction voids what any step asked from the answer on.
    private void VoidFrom(long answer)
    {
        foreach (SortedSet<(long Call, long Seq)> standing in _standing.Values)
        {
            _void.UnionWith(standing.Where(each => each.Seq >= answer).Select(each => each.Seq));
            standing.RemoveWhere(each => each.Seq >= answer);
        }
    }

    /// <summary>Whether the line of that number is void.</summary>
    public bool Contains(long seq) => _void.Contains(seq);
}
