using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// Verifies an archive, or the journal of a ceremony that is not finished. It shares no code with what builds archives, runs ceremonies or
/// performs steps, so that a mistake there is not repeated here. Whatever the files contain, it ends in a verdict.
/// </summary>
public static class Verifier
{
    private const string JournalName = "journal.jsonl";
    private const string ArchiveName = "transcript";
    private const string Unknown = "UNKNOWN";
    private const string Unfinished = "unfinished";

    private static readonly byte[] Beginning = "{\"at\":\""u8.ToArray();

    /// <summary>Verifies; never throws, whatever is found at the path.</summary>
    /// <param name="path">An archive's folder, a ceremony's folder, or a journal.</param>
    /// <param name="options">What is known from outside.</param>
    public static Verdict Verify(string path, VerifyOptions options)
    {
        try
        {
            string full = Path.GetFullPath(path);
            return File.Exists(full) ? OfJournal(full, null, options) : Directory.Exists(full) ? OfFolder(full, options) : Nothing("There is no such file or folder.");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException)
        {
            return Nothing("It cannot be read.");
        }
    }

    // Whoever names an archive has that one judged, not another that somebody put into it.
    private static Verdict OfFolder(string folder, VerifyOptions options)
    {
        string archive = Path.Combine(folder, ArchiveName);
        string journal = Path.Combine(folder, JournalName);
        return folder switch
        {
            _ when Disk.Has(Path.Combine(folder, ArchiveFolder.Sums)) => OfArchive(folder, null, null, options),
            _ when Disk.IsLink(new DirectoryInfo(archive)) => Nothing($"The archive's folder \"{ArchiveName}\" is a link, which is not followed."),
            _ when Directory.Exists(archive) => OfArchive(archive, Disk.Has(journal) ? journal : null, CeremonyFolder.Read(folder), options),
            _ when Disk.Has(journal) => OfJournal(journal, CeremonyFolder.Read(folder), options),
            _ when ArchiveFolder.Required.Any(name => Disk.Has(Path.Combine(folder, name))) => OfArchive(folder, null, null, options),
            _ => Nothing($"There is neither an archive nor a ceremony in this folder: {ArchiveFolder.Sums}, {ArchiveName}/ and {JournalName} are all missing."),
        };
    }

    private static Verdict OfJournal(string journal, CeremonyFolder? folder, VerifyOptions options)
    {
        if (PlainFile.Read(JournalName, journal, PlainFile.LargestBytes, out string? problem)?.Bytes is not { } bytes)
        {
            return Nothing(problem!);
        }

        // Of a file of another kind nothing is told that could be taken for praise.
        if (bytes.Length > 0 && Bounds.OfBytes(bytes) is null && !JournalLike.HasLine(bytes))
        {
            return Nothing("This file is no journal of a ceremony: not one of its lines is written as a journal's are. Give an archive (DIR/transcript), a ceremony's folder, or its journal.jsonl.") with { Judged = journal };
        }

        // A power cut can come before the first line is whole.
        return Array.IndexOf(bytes, (byte)'\n') < 0 && bytes.AsSpan().StartsWith(Beginning.AsSpan(0, Math.Min(bytes.Length, Beginning.Length)))
            ? new Verdict(VerdictWord.Torn, Unknown, Unfinished, [new CheckResult("journal", true, "Its first line is incomplete: nothing was begun.")], null) { Judged = journal }
            : Judge(null, folder, bytes, journalGoesOn: true, options) with { Judged = journal };
    }

    private static Verdict OfArchive(string folder, string? journal, CeremonyFolder? around, VerifyOptions options)
    {
        ArchiveFolder archive = ArchiveFolder.Read(folder);
        string? problem = null;
        byte[]? bytes = journal is null
            ? archive.Bytes(ArchiveFolder.Transcript) ?? []
            : PlainFile.Read(JournalName, journal, PlainFile.LargestBytes, out problem)?.Bytes;
        return (bytes is null ? Nothing(problem!) : Judge(archive, around, bytes, journal is not null, options)) with { Judged = folder };
    }

    private static Verdict Judge(ArchiveFolder? archive, CeremonyFolder? folder, byte[] journal, bool journalGoesOn, VerifyOptions options)
    {
        if (Bounds.OfBytes(journal) is { } tooLong)
        {
            return Nothing(tooLong);
        }

        var bounds = new Bounds();
        JournalFile read = JournalReader.Read(journal, anyKind: true, bounds.Take);
        return bounds.Problem is { } tooMany ? Nothing(tooMany) : Judge(new Evidence(archive, folder, read, journal, journalGoesOn, options));
    }

    private static Verdict Judge(Evidence evidence)
    {
        IEnumerable<Check> checks =
        [
            .. evidence.Archive is null ? [] : Checklist.OfArchive,
            .. evidence.Folder is null ? [] : new[] { Checklist.Folder },
            .. evidence.JournalGoesOn && (evidence.Archive ?? (object?)evidence.Sealed) is not null ? [Checklist.Continuation] : Array.Empty<Check>(),
            .. Checklist.OfJournal,
            .. evidence.Options.Fingerprint is null ? [] : new[] { Checklist.Fingerprint },
            .. evidence.Options.Trust is null ? [] : new[] { Checklist.Trust },
        ];
        List<CheckResult> results = [.. Results(evidence, [.. checks])];
        VerdictWord word = Word(evidence, results);
        if (evidence.Archive is not null && !evidence.Options.HasOutside)
        {
            results.Add(Checklist.NothingFromOutside);
        }

        string? fingerprint = evidence.Archive?.Files.GetValueOrDefault(ArchiveFolder.Sums)?.Sha256;
        return new Verdict(word, Mode(evidence), Outcome(evidence), results, fingerprint) { Edition = evidence.Edition, Signers = Signers(evidence) };
    }

    // All checks go through the lines together, once.
    private static IEnumerable<CheckResult> Results(Evidence evidence, IReadOnlyList<Check> checks)
    {
        (Check Check, CheckInProgress? Begun)[] all = [.. checks.Select(check => (check, (evidence.IsNewer ? check.WhereNewer : check)?.Begin(evidence, ofAll: false)))];
        foreach (JournalLine line in evidence.Lines)
        {
            foreach ((_, CheckInProgress? begun) in all)
            {
                begun?.Take(line);
            }
        }

        return all.Select(each => each.Begun?.Result() ?? each.Check.NotMade());
    }

    private static IReadOnlyList<SignerName> Signers(Evidence evidence)
    {
        try
        {
            return [.. SignaturesCheck.Signed(evidence).Select(each => new SignerName(each.Officer, each.Person, each.Certificate.Subject))];
        }
        catch (Exception unreadable) when (unreadable is PkiException or JsonFormatException)
        {
            // A check has said so.
            return [];
        }
    }

    private static VerdictWord Word(Evidence evidence, IReadOnlyList<CheckResult> results)
    {
        // The verdict says what holds and what does not, but not what that means.
        if (evidence.IsNewer)
        {
            return VerdictWord.Unknown;
        }

        // Keys made at the console are one weakness more where nobody vouches for the archive anyway; once somebody does, they must be accepted knowingly.
        bool judged = evidence.Options.HasOutside;
        if (results.Any(result => !result.Passed && (judged || result.Name != Checklist.ConsoleKeys)))
        {
            return VerdictWord.Invalid;
        }

        return evidence switch
        {
            { Journal.TornTail.Length: > 0 } => VerdictWord.Torn,
            { Archive: null } or { Sealed: null } => VerdictWord.Incomplete,
            _ when AfterSeal.IsInterrupted(evidence) => VerdictWord.Incomplete,
            _ => judged ? VerdictWord.Valid : VerdictWord.Consistent,
        };
    }

    private static string Mode(Evidence evidence) => Text(evidence.Lines.Count > 0 ? evidence.Lines[0] : null, "mode") switch
    {
        "production" => "PRODUCTION",
        "rehearsal" => "REHEARSAL",
        _ => Unknown,
    };

    private static string Outcome(Evidence evidence) => Text(evidence.Sealed, "outcome") switch
    {
        "completed" => "completed",
        "aborted" => "aborted",
        _ => Unfinished,
    };

    private static string? Text(JournalLine? line, string field) => (line?.Json.Find(field) as JsonText)?.Value;

    private static Verdict Nothing(string sentence) => new(VerdictWord.Invalid, Unknown, Unfinished, [new CheckResult("path", false, sentence)], null);
}
