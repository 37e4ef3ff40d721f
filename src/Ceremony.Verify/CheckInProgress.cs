using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A check that is being made: it is given the lines one by one, and tells at any time what is wrong up to there.</summary>
internal sealed class CheckInProgress
{
    private readonly Check _check;
    private readonly Evidence _evidence;
    private readonly int _most;
    private readonly List<Told> _walks = [];
    private readonly string? _broken;

    /// <summary>Begins it.</summary>
    /// <param name="check">The check.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="most">How many problems are of interest.</param>
    public CheckInProgress(Check check, Evidence evidence, int most)
    {
        (_check, _evidence, _most) = (check, evidence, most);
        _broken = Check.Guarded(() => _walks.AddRange(check.Walks(evidence).Select(walk => new Told(walk))));
    }

    /// <summary>The check.</summary>
    public Check Check => _check;

    /// <summary>Takes the next line.</summary>
    public void Take(JournalLine line)
    {
        foreach (Told walk in _walks)
        {
            if (walk.Broken is null && walk.Sentences.Count < _most)
            {
                Take(walk, line);
            }
        }
    }

    private void Take(Told walk, JournalLine line)
    {
        try
        {
            Add(walk.Sentences, walk.Walk.Take(line));
        }
#pragma warning disable CA1031 // Hostile input must end in a verdict, whatever exception it causes.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            walk.Broken = Check.Broken(trouble);
        }
    }

    /// <summary>The result where only the first problem is of interest.</summary>
    public CheckResult Result() => First() is { } problem ? new CheckResult(_check.Name, false, Check.Plain(problem)) : _check.Passed(_evidence);

    /// <summary>Everything that is wrong, one sentence for each problem.</summary>
    public IReadOnlyList<string> Findings()
    {
        string[] found = [.. Sentences(out string? broken).Select(Check.Plain)];
        return broken is not null ? [Check.Plain(broken)]
            : found.Length <= Check.MostFindings ? found
            : [.. found[..Check.MostFindings], $"More than {Check.MostFindings} things are wrong; the others are not named."];
    }

    private string? First() => Sentences(out string? broken) is [var first, ..] ? first : broken;

    // What is wrong, walk after walk, up to where it broke.
    private List<string> Sentences(out string? broken)
    {
        var all = new List<string>();
        broken = _broken;
        foreach (Told walk in _walks)
        {
            all.AddRange(walk.Sentences);
            broken ??= walk.Broken ?? Check.Guarded(() => Add(all, walk.Walk.End()));
            if (broken is not null || all.Count >= _most)
            {
                broken = all.Count >= _most ? null : broken;
                break;
            }
        }

        return all;
    }

    // What officers went on with is not wrong any more.
    private void Add(List<string> sentences, IEnumerable<string> more)
    {
        foreach (string sentence in more)
        {
            if (!_check.MayBeAccepted || !_evidence.Accepted.Has(_check.Name, RecordJudge.LineOf(sentence)))
            {
                sentences.Add(sentence);
                if (sentences.Count >= _most)
                {
                    return;
                }
            }
        }
    }

    /// <summary>A walk with what it told so far.</summary>
    private sealed class Told(LineWalk walk)
    {
        public LineWalk Walk { get; } = walk;

        public List<string> Sentences { get; } = [];

        public string? Broken { get; set; }
    }
}
