using Ceremony.Archive;
using Ceremony.Core;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Machine.Files;
using Ceremony.Verify;

namespace CeremonyTui.Commands;

/// <summary>
/// Makes the report, <c>VERIFY.md</c> and the pictures of fingerprints again from the transcript, and compares every byte. It stands beside the verifier, which
/// shares nothing with what builds archives: a lie in these files is one that the officers signed with the rest, and no other check sees it.
/// </summary>
internal static class ReportCheck
{
    private const string Name = "report";
    private const string Pictures = "fingerprints";
    private const int LongestFile = 64 << 20;

    /// <summary>The verdict with this check; the same where there is no archive that could have such files.</summary>
    public static Verdict Add(Verdict verdict)
    {
        if (verdict.Judged is not { } archive || verdict.Fingerprint is null || verdict.Word is VerdictWord.Unknown)
        {
            return verdict;
        }

        CheckResult result = Check(verdict, archive);
        return verdict with { Word = result is { IsMade: true, Passed: false } ? VerdictWord.Invalid : verdict.Word, Checks = [.. verdict.Checks, result] };
    }

    private static CheckResult Check(Verdict verdict, string archive)
    {
        if (verdict.Word == VerdictWord.Invalid)
        {
            return NotMade("the archive is not valid, so there is no transcript to make them from");
        }

        if (verdict.Edition != Edition.Current)
        {
            return NotMade($"they are of edition {verdict.Edition}, and this program makes those of edition {Edition.Current}");
        }

        try
        {
            JournalFile transcript = JournalReader.Read(Read(archive, "transcript.jsonl"));
            return VersionOf(transcript) is var version && version != BuildVersion.Text
                ? NotMade($"version {Hostile.Escape(version)} of the program made them, and this is {BuildVersion.Text}")
                : Compare(verdict, archive, DerivedFiles.Of(transcript.Lines));
        }
        catch (Exception trouble) when (trouble is ArgumentException or JsonFormatException or DeviceFault or InvalidOperationException)
        {
            return new CheckResult(Name, false, "The report cannot be made again from this transcript.");
        }
    }

    private static CheckResult Compare(Verdict verdict, string archive, IReadOnlyDictionary<string, byte[]> made)
    {
        IEnumerable<string> pictures = Directory.Exists(Path.Combine(archive, Pictures)) ? Directory.EnumerateFiles(Path.Combine(archive, Pictures)).Select(path => $"{Pictures}/{Path.GetFileName(path)}") : [];
        string? other = made.Keys.Concat(pictures).FirstOrDefault(name => !made.TryGetValue(name, out byte[]? bytes) || !Read(archive, name).AsSpan().SequenceEqual(bytes));
        return other switch
        {
            null => new CheckResult(Name, true, "The report, VERIFY.md and the pictures of fingerprints are what this program makes of the transcript, byte for byte."),

            // An abort from the command line does not write down which version sealed.
            _ when verdict.Outcome == "aborted" => NotMade($"{Hostile.Escape(other)} is not what this version makes of the transcript, and an aborted ceremony may have been sealed by another; do not rely on it"),
            _ => new CheckResult(Name, false, $"{Hostile.Escape(other)} is not what this program makes of the transcript: do not rely on it, and take no command from it."),
        };
    }

    // The build that ran last is the one that sealed, unless the ceremony was aborted from the command line.
    private static string VersionOf(JournalFile transcript) => transcript.Lines.Entries<Resumed>().LastOrDefault()?.ProgramVersion ?? transcript.Lines.Entries<Opened>().First().ProgramVersion;

    private static byte[] Read(string archive, string name) => new DurableFiles().Read(Path.Combine(archive, name), LongestFile) ?? [];

    private static CheckResult NotMade(string why) => new(Name, true, $"The report, VERIFY.md and the pictures of fingerprints were not made again: {why}.") { IsMade = false };
}
