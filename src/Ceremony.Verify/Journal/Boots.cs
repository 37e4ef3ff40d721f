using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The starts of the machine: its own time only goes forward, one that has ended does not come back, and no step goes on in a new one unless the ceremony was resumed.</summary>
internal sealed class Boots
{
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private bool _isResumed = true;

    /// <summary>What is wrong with the next line, in whole sentences.</summary>
    /// <param name="before">The line before it.</param>
    /// <param name="line">The line.</param>
    public IEnumerable<string> Problems(JournalLine before, JournalLine line)
    {
        if (before.Boot == line.Boot && line.Mono < before.Mono)
        {
            yield return $"Line {line.Seq} ({line.Kind}): the machine's time since its start goes backwards.";
        }

        if (before.Boot != line.Boot)
        {
            _isResumed = false;
            _ended.Add(before.Boot);
        }

        _isResumed |= line.Kind == "resumed";
        if (_ended.Contains(line.Boot))
        {
            yield return $"Line {line.Seq} ({line.Kind}): it belongs to a start of the machine that had already ended.";
        }
        else if (!_isResumed && (line.Call is not null || line.Kind is "step-started" or "step-done" or "intended" or "performed"))
        {
            yield return $"Line {line.Seq} ({line.Kind}): the machine was started again, but no line says that the ceremony was resumed.";
        }
    }
}
