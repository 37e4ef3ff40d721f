using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// Whether what was said of the lines before another one stands, whatever that one says. Most lines change nothing about it; those that do are few in any
/// ceremony: an exception accepts, a correction voids, and by a line that does not have its form nothing can be told before all is looked at again.
/// </summary>
internal sealed class PastJudged
{
    private static readonly HashSet<string> Decisive = new(StringComparer.Ordinal)
    {
        "opened", "parameters", "resumed", "recovered", "clock", "exception", "corrected", "aborted", "sealed",
    };

    // Up to which line the others are known.
    private int _known;
    private readonly Dictionary<string, long> _attempts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<string> _steps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _looked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _configurations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);

    /// <summary>Whether it stands.</summary>
    /// <param name="evidence">The lines before.</param>
    /// <param name="line">The next line.</param>
    public bool Stands(Evidence evidence, JournalLine line)
    {
        try
        {
            for (; _known < evidence.Lines.Count; _known++)
            {
                Note(evidence.Lines[_known]);
            }

            return evidence.Sealed is null && !Decisive.Contains(line.Kind) && !evidence.IsNewer
                && !evidence.Rules.LineProblems(line.Kind, line.Json).Any() && HasFacts(line)
                && IsOfOpenStep(line) && !IsNewConfiguration(line) && !IsKeptOtherwise(line);
        }
        catch (Exception trouble) when (trouble is JsonFormatException or PkiException)
        {
            return false;
        }
    }

    // Facts that cannot be read are told of wherever one asks for the registry.
    private static bool HasFacts(JournalLine line) => line.Kind != "step-done" || Evidence.Facts(line).Count >= 0;

    // A step that is begun again, goes on after its end, or takes another way makes lines void, or their kind another.
    private bool IsOfOpenStep(JournalLine line) => line.Step is not { } step
        || (line.Kind == "step-started" ? !_steps.Contains(step) : line.Call is null || (!_done.Contains(step) && line.Attempt <= _attempts.GetValueOrDefault(step, 1)));

    // A file that had been looked at turns out to be a configuration.
    private bool IsNewConfiguration(JournalLine line) => SecretsCheck.ConfigurationsIn(line).Any(path => !_configurations.Contains(path) && _looked.Contains(path));

    private bool IsKeptOtherwise(JournalLine line) => Kept(line) is var (name, sha256) && _kept.TryGetValue(name, out string? before) && before != sha256;

    private void Note(JournalLine line)
    {
        if (line.Step is { } step)
        {
            _steps.Add(step);
            _ = line.Kind == "step-done" && _done.Add(step);
            _attempts[step] = Math.Max(line.Attempt ?? 1, _attempts.GetValueOrDefault(step, 1));
        }

        if (line.Kind == "looked" && line.Json["look"].AsMap().Find("path") is JsonText(var path))
        {
            _looked.Add(path);
        }

        _configurations.UnionWith(SecretsCheck.ConfigurationsIn(line));
        if (Kept(line) is var (name, sha256))
        {
            _kept[name] = sha256;
        }
    }

    private static (string Name, string Sha256)? Kept(JournalLine line) => ArtifactsCheck.IsKept(line) ? (line.Json["action"].AsMap().Text("name"), line.Json["receipt"].AsMap().Text("sha256")) : null;
}
