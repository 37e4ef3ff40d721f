using Ceremony.Core;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// The registry as it was before each line. It changes only where a step is done: it is folded once, and every registry is the beginning of one
/// list, since a copy for each step would take memory that grows with the square of a hostile journal.
/// </summary>
internal sealed class History
{
    private readonly Evidence _evidence;
    private readonly List<CeremonyFact> _facts = [];
    private readonly List<CeremonyFact> _standing = [];
    private readonly List<(long Seq, int Facts, int Standing)> _folded = [];

    // The checks walk forward, so what was worked out last is what is asked for next.
    private (int Facts, Standing Standing)? _last;
    private (int Facts, long Proposed, IReadOnlyList<Confirmer> Confirmers)? _lastAsked;

    /// <summary>Folds the facts of all finished steps. Throws <see cref="JsonFormatException"/>.</summary>
    public History(Evidence evidence)
    {
        _evidence = evidence;
        foreach (JournalLine line in evidence.Of("step-done"))
        {
            Take(line);
        }
    }

    /// <summary>Folds the facts of a further step that is finished. Throws <see cref="JsonFormatException"/>.</summary>
    public void Take(JournalLine done)
    {
        IReadOnlyList<CeremonyFact> facts = Evidence.Facts(done);
        _facts.AddRange(facts);
        _standing.AddRange(facts.Where(Standing.RestsOn));
        _folded.Add((done.Seq, _facts.Count, _standing.Count));
    }

    /// <summary>The registry before the line of that number.</summary>
    public Registry RegistryBefore(long seq) => new(new FirstOf<CeremonyFact>(_facts, Find(seq).Facts));

    /// <summary>Officers and authorities before the line of that number.</summary>
    public Standing Before(long seq)
    {
        int count = Find(seq).Standing;
        if (_last is not { } last || last.Facts != count)
        {
            _last = last = (count, new Standing(RegistryOf(count), _evidence));
        }

        return last.Standing;
    }

    /// <summary>Whose confirmation of a proposal counted before the line of that number.</summary>
    public IReadOnlyList<Confirmer> ConfirmersBefore(long seq, JournalLine proposed)
    {
        int count = Find(seq).Standing;
        if (_lastAsked is not { } last || last.Facts != count || last.Proposed != proposed.Seq)
        {
            CeremonyFact[] replacements = [.. Replacements(proposed)];
            IReadOnlyList<Confirmer> confirmers = replacements.Length == 0 ? Before(seq).Confirmers : RegistryOf(count).With(replacements).Confirmers(_evidence.Quorum);
            _lastAsked = last = (count, proposed.Seq, confirmers);
        }

        return last.Confirmers;
    }

    private Registry RegistryOf(int count) => new(new FirstOf<CeremonyFact>(_standing, count));

    private static IEnumerable<CeremonyFact> Replacements(JournalLine proposed) => proposed.Json["actions"].AsList().Select(action => action.AsMap())
        .Where(action => action.Text("do") == "enter-in-registry")
        .Select(action => CeremonyFact.FromJson(action["entry"].AsMap()))
        .OfType<OfficerReplaced>();

    private (int Facts, int Standing) Find(long seq)
    {
        int low = 0;
        int high = _folded.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _folded[middle].Seq < seq ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? (0, 0) : (_folded[low - 1].Facts, _folded[low - 1].Standing);
    }
}
