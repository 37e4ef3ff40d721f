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

    private JudgedRecord? _judged;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Judge(HeldRecord record)
    {
        _judged = new JudgedRecord(
            JournalReader.Read(record.Journal, anyKind: true),
            record.Script,
            record.Artifacts.ToDictionary(each => each.Key, each => Held(ArchiveFolder.Artifacts + each.Key, each.Value), StringComparer.Ordinal),
            binder);
        return Findings(_judged);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> JudgeGrown(GrownRecord record)
    {
        JudgedRecord judged = _judged is { } before && before.IsBeginningOf(record) ? before : JudgedRecord.BeforeAll(record.Script, binder);
        _judged = judged.With(record, name => record.Artifact(name) is { } bytes ? Held(ArchiveFolder.Artifacts + name, bytes) : null);
        return Findings(_judged);
    }

    private static IReadOnlyList<Finding> Findings(JudgedRecord judged) => [.. judged.Checks.SelectMany(each => each.Findings().Select(says => Of(each.Check, says)))];

    private static Finding Of(Check check, string says)
    {
        long? line = LineOf(says);
        return new Finding(check.Name, line, says, check.MayBeAccepted && line is not null);
    }

    /// <summary>The line that a sentence about a single line names; null for any other sentence.</summary>
    internal static long? LineOf(string says) =>
        says.StartsWith(LineBegins, StringComparison.Ordinal)
        && says.IndexOf(' ', LineBegins.Length) is var end and > 0
        && long.TryParse(says.AsSpan(LineBegins.Length, end - LineBegins.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long line)
            ? line
            : null;

    internal static PlainFile Held(string path, byte[] bytes) => new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
}
