using System.Collections.ObjectModel;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// The lines of a journal that is being written. What they come to is asked for again after each of them, so it is kept and brought up to date by those that came since: a ceremony must not get slower with each step.
/// For one thread at a time.
/// </summary>
public sealed class JournalLines : ReadOnlyCollection<JournalLine>
{
    private readonly Dictionary<Type, List<JournalLine>> _telling = [];
    private readonly Dictionary<string, List<JournalLine>> _ofStep = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, (LineFold Fold, int Lines)> _folds = [];

    /// <summary>Begins with these lines, whose fields are those of their kinds.</summary>
    public JournalLines(IEnumerable<JournalLine> lines)
        : base([])
    {
        foreach (JournalLine line in lines)
        {
            Add(line);
        }
    }

    /// <summary>The lines that tell such a thing, in their order.</summary>
    public IReadOnlyList<JournalLine> LinesTelling<T>()
        where T : Entry => _telling.TryGetValue(typeof(T), out List<JournalLine>? lines) ? lines : [];

    /// <summary>The same, the latest first, each read only when it is asked for.</summary>
    public IEnumerable<JournalLine> LatestTelling<T>()
        where T : Entry
    {
        IReadOnlyList<JournalLine> lines = LinesTelling<T>();
        for (int at = lines.Count - 1; at >= 0; at--)
        {
            yield return lines[at];
        }
    }

    /// <summary>The lines that belong to a step, in their order.</summary>
    public IReadOnlyList<JournalLine> OfStep(string step) => _ofStep.TryGetValue(step, out List<JournalLine>? lines) ? lines : [];

    internal void Add(JournalLine line)
    {
        Items.Add(line);
        for (Type? told = line.Told; told is not null && told != typeof(Entry); told = told.BaseType)
        {
            ListOf(_telling, told).Add(line);
        }

        if (line.Step is { } step)
        {
            ListOf(_ofStep, step).Add(line);
        }
    }

    internal T Fold<T>()
        where T : LineFold, new()
    {
        (LineFold fold, int lines) = _folds.TryGetValue(typeof(T), out (LineFold Fold, int Lines) known) ? known : (new T(), 0);
        if (lines == Count)
        {
            return (T)fold;
        }

        if (fold.IsOfStanding && LinesTelling<Corrected>() is [.., { Seq: var corrected }] && corrected > lines)
        {
            // What it took is no longer what stands.
            fold = new T();
            foreach (JournalLine line in Corrections.Standing(this))
            {
                fold.Take(line);
            }
        }
        else
        {
            foreach (JournalLine line in fold.About is { } about ? About(about, lines) : this.Skip(lines))
            {
                fold.Take(line);
            }
        }

        _folds[typeof(T)] = (fold, Count);
        return (T)fold;
    }

    // Those that tell one of these, after the first so many lines.
    private IEnumerable<JournalLine> About(IReadOnlyList<Type> about, int lines)
    {
        IEnumerable<JournalLine>[] tails = [.. about.Select(type => After(_telling.GetValueOrDefault(type, []), lines))];
        return tails is [var only] ? only : tails.SelectMany(tail => tail).OrderBy(line => line.Seq);
    }

    // Found from the end: mostly one line has come.
    private static IEnumerable<JournalLine> After(List<JournalLine> ordered, int seq)
    {
        int first = ordered.Count;
        while (first > 0 && ordered[first - 1].Seq > seq)
        {
            first--;
        }

        return ordered.Skip(first);
    }

    private static List<JournalLine> ListOf<TKey>(Dictionary<TKey, List<JournalLine>> lists, TKey key)
        where TKey : notnull => lists.TryGetValue(key, out List<JournalLine>? list) ? list : lists[key] = [];
}
