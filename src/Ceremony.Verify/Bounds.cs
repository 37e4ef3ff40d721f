using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What no ceremony comes near, and beyond which a record is not judged: some checks compare each of a few things with each other, and a hostile
/// record could have so many of them that no verdict would ever come. Each limit is many times what the longest ceremony has.
/// </summary>
internal sealed class Bounds
{
    // A whole day's ceremony has some thousands.
    private const int MostLines = 100_000;

    // Every step states a few.
    private const int MostFacts = 5_000;
    private const int MostFactsOfStep = 500;

    // Signatures are verified under each of them.
    private const int MostAuthorities = 100;

    // Whatever a step states is looked for in what was done and seen in it.
    private const int MostDeedsOfStep = 1_000;
    private const int MostLinesOfStep = 10_000;
    private const int MostModules = 100;

    // Officers read all of it at once.
    private const int MostTogether = 100;

    private readonly Dictionary<string, (int Lines, int Deeds)> _steps = new(StringComparer.Ordinal);
    private int _facts;
    private int _authorities;

    /// <summary>Why a journal is not even read, as a sentence, or null.</summary>
    public static string? OfBytes(byte[] journal) => journal.AsSpan().Count((byte)'\n') > MostLines ? $"The journal has more than {MostLines} lines." : null;

    /// <summary>Why a journal of these lines is not judged, as a sentence, or null. Lines that do not have their form are left to the checks.</summary>
    public static string? OfLines(IEnumerable<JournalLine> lines)
    {
        var bounds = new Bounds();
        foreach (JournalLine line in lines)
        {
            bounds.Take(line);
        }

        return bounds.Problem;
    }

    /// <summary>Why a journal of the lines that were taken is not judged, as a sentence, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes the next line.</summary>
    public void Take(JournalLine line)
    {
        IReadOnlyList<JsonValue> stated = List(line, "step-done", "facts");
        _facts += stated.Count;
        _authorities += stated.Count(IsAuthority);
        (int ofStep, int deeds) = Count(line);
        Problem ??= line switch
        {
            _ when _facts > MostFacts => $"The journal states more than {MostFacts} facts.",
            _ when stated.Count > MostFactsOfStep => $"Line {line.Seq} of the journal states more than {MostFactsOfStep} facts.",
            _ when _authorities > MostAuthorities => $"The journal has more than {MostAuthorities} authorities.",
            _ when deeds > MostDeedsOfStep => $"More than {MostDeedsOfStep} things were done in the step \"{line.Step}\".",
            _ when ofStep > MostLinesOfStep => $"More than {MostLinesOfStep} lines of the journal belong to the step \"{line.Step}\".",
            _ when List(line, line.Kind, "modules").Count > MostModules => $"Line {line.Seq} of the journal names more than {MostModules} PKCS#11 modules.",
            _ when List(line, "proposed", "together").Count > MostTogether => $"Line {line.Seq} of the journal has more than {MostTogether} steps confirmed together.",
            _ => null,
        };
    }

    private (int Lines, int Deeds) Count(JournalLine line)
    {
        if (line.Step is null)
        {
            return (0, 0);
        }

        (int lines, int deeds) = _steps.GetValueOrDefault(line.Step);
        return _steps[line.Step] = (lines + 1, deeds + (line.Kind == "performed" ? 1 : 0));
    }

    private static IReadOnlyList<JsonValue> List(JournalLine line, string kind, string field) => line.Kind == kind && line.Json.Find(field) is JsonList list ? list : [];

    private static bool IsAuthority(JsonValue fact) => fact is JsonMap map && map.Find("fact") is JsonText { Value: "boot-kit-opened" or "ca-created" or "officer-recognised" };
}
