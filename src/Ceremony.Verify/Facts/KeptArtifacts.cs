using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What lines kept, by name and hash.</summary>
internal sealed class KeptArtifacts
{
    private readonly Dictionary<string, long> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Sha256), long> _byBoth = [];
    private readonly Dictionary<(string? Step, string Name), long> _bySteps = [];
    private readonly Dictionary<string, long> _byName = new(StringComparer.Ordinal);

    public KeptArtifacts(Evidence evidence)
    {
        foreach (JournalLine line in evidence.Of("performed"))
        {
            Take(line);
        }
    }

    /// <summary>Takes note of a further line.</summary>
    public void Take(JournalLine line)
    {
        if (ArtifactsCheck.IsKept(line))
        {
            (string name, string sha256) = (line.Json["action"].AsMap().Text("name"), line.Json["receipt"].AsMap().Text("sha256"));
            _byName.TryAdd(name, line.Seq);
            _byHash.TryAdd(sha256, line.Seq);
            _byBoth.TryAdd((name, sha256), line.Seq);
            _bySteps.TryAdd((line.Step, name), line.Seq);
        }
    }

    /// <summary>Whether a step kept something under that name before a line of its own.</summary>
    public bool HasInStep(string name, JournalLine before) => _bySteps.TryGetValue((before.Step, name), out long kept) && kept < before.Seq;

    /// <summary>Whether a line before another one kept something with that hash: under that name, where anything was kept under it.</summary>
    public bool Has(string name, string sha256, JournalLine before) => _byName.TryGetValue(name, out long named) && named < before.Seq
        ? _byBoth.TryGetValue((name, sha256), out long kept) && kept < before.Seq
        : _byHash.TryGetValue(sha256, out long any) && any < before.Seq;
}
