using Ceremony.Core.Judging;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A record with the checks that went through its lines. As long as lines change nothing about those before them, the checks go on; else all begins anew.</summary>
internal sealed class JudgedRecord
{
    private readonly IScriptBinder? _binder;
    private readonly byte[] _script;
    private readonly Dictionary<string, PlainFile> _artifacts;
    private readonly JournalFile _read;
    private readonly Evidence _evidence;

    /// <summary>Judges a record from nothing.</summary>
    /// <param name="journal">Its journal.</param>
    /// <param name="script">Its script.</param>
    /// <param name="artifacts">Its artifacts, by their names.</param>
    /// <param name="binder">What reads the script.</param>
    public JudgedRecord(JournalFile journal, byte[] script, Dictionary<string, PlainFile> artifacts, IScriptBinder? binder)
    {
        (_read, _script, _artifacts, _binder) = (journal, script, artifacts, binder);
        var folder = new CeremonyFolder(RecordJudge.Held(ArchiveFolder.Script, script), artifacts, []);
        _evidence = new Evidence(null, folder, journal, [], journalGoesOn: true, new VerifyOptions { AllowConsoleKeys = true, Binder = binder });
        IEnumerable<Check> checks = [.. Checklist.OfJournal, Checklist.Folder, .. _evidence.Sealed is null ? Array.Empty<Check>() : [Checklist.Continuation]];
        Checks = [.. checks.Select(check => check.Begin(_evidence, ofAll: true))];
        foreach (JournalLine line in _evidence.Lines)
        {
            Walk(line);
        }
    }

    /// <summary>The checks.</summary>
    public IReadOnlyList<CheckInProgress> Checks { get; }

    /// <summary>A record of which nothing is known yet.</summary>
    public static JudgedRecord BeforeAll(byte[] script, IScriptBinder? binder) => new(new JournalFile([], [], null), script, [], binder);

    /// <summary>Whether a record goes on where this one ends. The chain makes the last line stand for all before it.</summary>
    public bool IsBeginningOf(GrownRecord record) =>
        _read is { Problem: null, TornTail.Length: 0 } && _evidence.Lines.Count <= record.Lines.Count && ReferenceEquals(_script, record.Script)
        && (_evidence.Lines.Count == 0 || _evidence.Lines[^1].Bytes.Span.SequenceEqual(record.Lines[_evidence.Lines.Count - 1].Span));

    /// <summary>This record with what came since.</summary>
    /// <param name="record">The record as it is now.</param>
    /// <param name="artifact">The artifact of that name.</param>
    public JudgedRecord With(GrownRecord record, Func<string, PlainFile?> artifact)
    {
        JournalFile more = JournalReader.ReadOn(_evidence.Lines.Count == 0 ? null : _evidence.Lines[^1], Enumerable.Range(_evidence.Lines.Count, record.Lines.Count - _evidence.Lines.Count).Select(at => record.Lines[at]));
        foreach (string name in more.Lines.Select(NameOfKept).OfType<string>())
        {
            if (artifact(name) is { } file)
            {
                _artifacts[name] = file;
            }
        }

        int added = 0;
        while (more.Problem is null && added < more.Lines.Count && _evidence.Extend(more.Lines[added]))
        {
            Walk(more.Lines[added++]);
        }

        return more.Problem is null && added == more.Lines.Count
            ? this
            : new JudgedRecord(new JournalFile([.. _evidence.Lines, .. more.Lines.Skip(added)], [], more.Problem), _script, _artifacts, _binder);
    }

    private void Walk(JournalLine line)
    {
        foreach (CheckInProgress check in Checks)
        {
            check.Take(line);
        }
    }

    // What does not have its form is told of by the checks.
    private static string? NameOfKept(JournalLine line) =>
        ArtifactsCheck.IsKept(line) && line.Json.Find("action") is Core.Json.JsonMap action && action.Find("name") is Core.Json.JsonText(var name) ? name : null;
}
