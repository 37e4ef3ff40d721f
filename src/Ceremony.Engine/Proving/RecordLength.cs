using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// How long a record has become. The verifier does not judge one beyond the limits of docs/format.md, so nothing goes on when nine tenths of one are used up: what is
/// left is enough to abort and seal.
/// </summary>
internal sealed class RecordLength
{
    private const int MostLines = 90_000;
    private const long MostBytes = 57L << 20;
    private const int MostFacts = 4_500;
    private const int MostAuthorities = 90;
    private const int MostLinesOfStep = 9_000;
    private const int MostDeedsOfStep = 900;

    private readonly Dictionary<string, (int Lines, int Deeds)> _steps = new(StringComparer.Ordinal);
    private int _lines;
    private long _bytes;
    private int _facts;
    private int _authorities;

    /// <summary>Why nothing may be added to the record but its end, the rest of a sentence; null where there is room.</summary>
    /// <param name="lines">The journal, to which lines have only been appended since the last call.</param>
    /// <param name="step">The open step; null where none is.</param>
    public string? IsUsedUp(IReadOnlyList<JournalLine> lines, string? step)
    {
        while (_lines < lines.Count)
        {
            Count(lines[_lines++]);
        }

        (int ofStep, int deeds) = _steps.GetValueOrDefault(step ?? "");
        (string What, long There, long Most)[] counted =
        [
            ("lines", _lines, MostLines),
            ("bytes", _bytes, MostBytes),
            ("facts", _facts, MostFacts),
            ("authorities", _authorities, MostAuthorities),
            ($"lines of the step \"{step}\"", ofStep, MostLinesOfStep),
            ($"deeds of the step \"{step}\"", deeds, MostDeedsOfStep),
        ];
        return counted.FirstOrDefault(each => each.There >= each.Most) is { What: { } what, There: var there } ? $"it has {there.ToString(CultureInfo.InvariantCulture)} {what}" : null;
    }

    private void Count(JournalLine line)
    {
        _bytes += line.Bytes.Length + 1;
        if (line.As<StepDone>() is { } done)
        {
            _facts += done.Facts.Count;
            _authorities += done.Facts.Count(fact => fact is BootKitOpened or CaCreated or OfficerRecognised);
        }

        if (line.Step is { } step)
        {
            (int lines, int deeds) = _steps.GetValueOrDefault(step);
            _steps[step] = (lines + 1, deeds + (line.Tells<Performed>() ? 1 : 0));
        }
    }
}
