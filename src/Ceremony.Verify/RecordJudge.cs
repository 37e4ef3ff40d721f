using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Judging;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Judges the record of a ceremony that is not finished, by the checks that judge it in the end.</summary>
/// <param name="binder">What reads the script, as for <see cref="VerifyOptions.Binder"/>; null only where nothing can: then the record is not compared with what the script asks for.</param>
public sealed class RecordJudge(IScriptBinder? binder) : IRecordJudge
{
    private const string LineBegins = "Line ";

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Judge(HeldRecord record)
    {
        JournalFile journal = JournalReader.Read(record.Journal, anyKind: true);
        var folder = new CeremonyFolder(
            Held(ArchiveFolder.Script, record.Script),
            record.Artifacts.ToDictionary(each => each.Key, each => Held(ArchiveFolder.Artifacts + each.Key, each.Value), StringComparer.Ordinal),
            []);
        var evidence = new Evidence(null, folder, journal, record.Journal, journalGoesOn: true, new VerifyOptions { AllowConsoleKeys = true, Binder = binder });
        IEnumerable<Check> checks = [.. Checklist.OfJournal, Checklist.Folder, .. evidence.Sealed is null ? Array.Empty<Check>() : [Checklist.Continuation]];
        return [.. checks.SelectMany(check => check.All(evidence).Select(says => Of(check, says)))];
    }

    private static Finding Of(Check check, string says)
    {
        long? line = LineOf(says);
        return new Finding(check.Name, line, says, check.MayBeAccepted && line is not null);
    }

    /// <summary>The line that a sentence of <see cref="Check.EachLine"/> is about; null for any other sentence.</summary>
    internal static long? LineOf(string says) =>
        says.StartsWith(LineBegins, StringComparison.Ordinal)
        && says.IndexOf(' ', LineBegins.Length) is var end and > 0
        && long.TryParse(says.AsSpan(LineBegins.Length, end - LineBegins.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long line)
            ? line
            : null;

    private static PlainFile Held(string path, byte[] bytes) => new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
}
