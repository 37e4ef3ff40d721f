using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What of the record the officers knowingly went on with: an exception on record that names a check and a line. It accepts what that check says of that line, which
/// their signatures fixed, and nothing else.
/// </summary>
internal static class AcceptedFindings
{
    /// <summary>Whether officers accepted what a check says of a line. A problem of no single line cannot be accepted.</summary>
    public static bool Has(Evidence evidence, string check, long? line) => line is { } seq && evidence.Of("exception")
        .Any(exception => exception.Seq > seq && Names(exception.Json, check, seq) && (evidence.ConfirmersBefore(exception).Count < evidence.Quorum || IsAllowed(evidence, exception)));

    // The words of docs/format.md, "What officers accept of a record".
    private static bool Names(JsonMap exception, string check, long line) =>
        exception.Text("expected") == $"the check \"{check}\" of the verifier holds"
        && exception.Text("happened").StartsWith($"line {Evidence.Text(line)} of the journal: ", StringComparison.Ordinal);

    /// <summary>Whether the officers approved an exception before it was written.</summary>
    public static bool IsAllowed(Evidence evidence, JournalLine exception) => evidence.Of("approved")
        .Where(approved => approved.Seq < exception.Seq)
        .Select(approved => evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved))
        .Any(proposed => proposed is not null && proposed.Json["actions"].AsList().Any(action => ExceptionEnd.IsSame(action.AsMap(), exception.Json)));
}
