using Ceremony.Archive;
using Ceremony.Core;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Machine.Files;
using Ceremony.Verify;

namespace CeremonyTui.Wiring;

/// <summary>
/// The check <c>report</c>: what an archive tells people is made again from its transcript, and compared. The verifier does not make it, since it
/// shares no code with what builds archives.
/// </summary>
internal static class ReportCheck
{
    private const string Name = "report";
    private const string What = "report.txt, VERIFY.md and the fingerprints' pictures";
    private const int LongestFile = 64 << 20;

    /// <summary>The verdict with this check; the same verdict where it is on no archive.</summary>
    public static Verdict AddTo(Verdict verdict) => verdict is { Judged: { } archive, Fingerprint: not null } ? verdict.With(Of(verdict, archive)) : verdict;

    private static CheckResult Of(Verdict verdict, string archive) => verdict switch
    {
        { Edition: not Edition.Current } => NotMade($"this program makes those of edition {Edition.Current} only"),
        { Word: VerdictWord.Invalid } => NotMade("something else is wrong with the archive"),
        _ => Guarded(() => Compared(archive)),
    };

    // An archive that holds may still be a forger's, and what it says be nothing that a report was ever made of.
    private static CheckResult Guarded(Func<CheckResult> check)
    {
        try
        {
            return check();
        }
#pragma warning disable CA1031 // Hostile input must end in a verdict, whatever exception it causes.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new CheckResult(Name, false, $"{What} cannot be made again from the transcript.");
        }
    }

    private static CheckResult Compared(string archive)
    {
        var files = new DurableFiles();
        IReadOnlyList<JournalLine> lines = JournalReader.Read(files.Read(Path.Combine(archive, "transcript.jsonl"), LongestFile) ?? []).Lines;
        if (lines.Entries<Sealed>().Last().ProgramVersion is var version && version != BuildVersion.Text)
        {
            return NotMade($"version {Hostile.Escape(version)} of the program made them, and this is version {BuildVersion.Text}");
        }

        if (Difference(files, archive, lines) is not { } name)
        {
            return new CheckResult(Name, true, $"{What} are what this program makes of the transcript.");
        }

        return new CheckResult(Name, false, $"\"{Hostile.Escape(name)}\" is not what this program makes of the transcript: do not rely on it, read transcript.jsonl.");
    }

    private static string? Difference(DurableFiles files, string archive, IReadOnlyList<JournalLine> lines)
    {
        IReadOnlyDictionary<string, byte[]> made = DerivedFiles.Of(lines);
        string pictures = Path.Combine(archive, DerivedFiles.Fingerprints);
        IEnumerable<string> there = Directory.Exists(pictures) ? Directory.EnumerateFileSystemEntries(pictures).Select(path => DerivedFiles.Fingerprints + Path.GetFileName(path)) : [];
        return made.Keys.Union(there).Order(StringComparer.Ordinal).FirstOrDefault(name => !made.TryGetValue(name, out byte[]? bytes) || !IsSame(files, archive, name, bytes));
    }

    private static bool IsSame(DurableFiles files, string archive, string name, byte[] made) =>
        files.Read(Path.Combine(archive, name), LongestFile) is { } found && DerivedFiles.IsSame(name, made, found);

    private static CheckResult NotMade(string why) => new(Name, false, $"{What} were not compared: {why}.") { IsMade = false };
}
