using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive.Verifying;

/// <summary>
/// Verifies an archive, or the journal of a ceremony that is not finished. It shares no code with what builds archives, runs ceremonies or
/// performs steps, so that a mistake there does not hide itself here. Whatever the files hold, it ends in a verdict.
/// </summary>
public static class Verifier
{
    private const string JournalName = "journal.jsonl";
    private const string ArchiveName = "transcript";

    /// <summary>Verifies; never throws for what is found at the path.</summary>
    /// <param name="path">An archive's folder, a ceremony's folder, or a journal.</param>
    /// <param name="options">What is known from outside.</param>
    public static Verdict Verify(string path, VerifyOptions options)
    {
        try
        {
            string full = Path.GetFullPath(path);
            if (File.Exists(full))
            {
                return OfJournal(full, options);
            }

            string archive = Path.Combine(full, ArchiveName);
            string journal = Path.Combine(full, JournalName);
            return (Directory.Exists(archive), File.Exists(journal)) switch
            {
                (true, true) => OfArchive(archive, journal, options),
                (true, false) => OfArchive(archive, null, options),
                (false, true) => OfJournal(journal, options),
                _ when Directory.Exists(full) => OfArchive(full, null, options),
                _ => Nothing("There is no such file or folder."),
            };
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException)
        {
            return Nothing("It cannot be read.");
        }
    }

    private static Verdict OfJournal(string journal, VerifyOptions options) =>
        PlainFile.Read(JournalName, journal, PlainFile.LargestBytes, out string? problem)?.Bytes is { } bytes
            ? Judge(new Evidence(null, JournalReader.Read(bytes), bytes, journalGoesOn: true, options))
            : Nothing(problem!);

    private static Verdict OfArchive(string folder, string? journal, VerifyOptions options)
    {
        if ((new DirectoryInfo(folder).Attributes & FileAttributes.ReparsePoint) != 0 && journal is not null)
        {
            return Nothing("The archive's folder is a link.");
        }

        ArchiveFolder archive = ArchiveFolder.Read(folder);
        if (journal is null)
        {
            byte[] transcript = archive.Bytes(ArchiveFolder.Transcript) ?? [];
            return Judge(new Evidence(archive, JournalReader.Read(transcript), transcript, journalGoesOn: false, options));
        }

        return PlainFile.Read(JournalName, journal, PlainFile.LargestBytes, out string? problem)?.Bytes is { } bytes
            ? Judge(new Evidence(archive, JournalReader.Read(bytes), bytes, journalGoesOn: true, options))
            : Nothing(problem!);
    }

    private static Verdict Judge(Evidence evidence)
    {
        IEnumerable<Check> checks =
        [
            .. evidence.Archive is null ? [] : Checklist.OfArchive,
            .. evidence.Archive is not null && evidence.JournalGoesOn ? [Checklist.Continuation] : Array.Empty<Check>(),
            .. Checklist.OfJournal,
            .. evidence.Options.Fingerprint is null ? [] : new[] { Checklist.Fingerprint },
            .. evidence.Options.TrustPem is null ? [] : new[] { Checklist.Trust },
        ];
        List<CheckResult> results = [.. checks.Select(check => check.Run(evidence))];
        VerdictWord word = Word(evidence, results);
        if (evidence.Archive is not null && !evidence.Options.HasOutside)
        {
            results.Add(Checklist.NothingFromOutside);
        }

        string? fingerprint = evidence.Archive?.Files.GetValueOrDefault(ArchiveFolder.Sums)?.Sha256;
        return new Verdict(word, Mode(evidence), Outcome(evidence), results, fingerprint);
    }

    private static VerdictWord Word(Evidence evidence, IReadOnlyList<CheckResult> results)
    {
        // Keys made at the console are a weakness of an archive that nobody vouches for anyway; once somebody does, it must be accepted knowingly.
        bool judged = evidence.Options.HasOutside;
        if (results.Any(result => !result.Passed && (judged || result.Name != Checklist.ConsoleKeys)))
        {
            return VerdictWord.Invalid;
        }

        return evidence switch
        {
            { Journal.TornTail.Length: > 0 } => VerdictWord.Torn,
            { Archive: null } or { Sealed: null } => VerdictWord.Incomplete,
            _ => judged ? VerdictWord.Valid : VerdictWord.Consistent,
        };
    }

    private static string Mode(Evidence evidence) => Text(evidence.Lines.Count > 0 ? evidence.Lines[0] : null, "mode") switch
    {
        "production" => "PRODUCTION",
        "rehearsal" => "REHEARSAL",
        _ => "UNKNOWN",
    };

    private static string Outcome(Evidence evidence) => Text(evidence.Sealed, "outcome") switch
    {
        "completed" => "completed",
        "aborted" => "aborted",
        _ => "unfinished",
    };

    private static string? Text(JournalLine? line, string field) => (line?.Json.Find(field) as JsonText)?.Value;

    private static Verdict Nothing(string sentence) => new(VerdictWord.Invalid, "UNKNOWN", "unfinished", [new CheckResult("path", false, sentence)], null);
}
