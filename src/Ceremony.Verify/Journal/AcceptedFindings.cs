using System.Globalization;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What of the record the officers knowingly went on with: an exception on record that names a check and a line. It accepts what that check says of that line, which
/// their signatures fixed, and nothing else.
/// </summary>
internal sealed class AcceptedFindings
{
    // The words of docs/format.md, "What officers accept of a record".
    private const string BeforeCheck = "the check \"";
    private const string AfterCheck = "\" of the verifier holds";
    private const string BeforeLine = "line ";
    private const string AfterLine = " of the journal: ";

    private readonly HashSet<(string Check, long Line)> _accepted = [];

    /// <summary>Gathers them. Throws <see cref="JsonFormatException"/>.</summary>
    public AcceptedFindings(Evidence evidence)
    {
        foreach (JournalLine exception in evidence.Of("exception"))
        {
            if (Named(exception.Json) is { } named && named.Line < exception.Seq && (evidence.ConfirmersBefore(exception).Count < evidence.Quorum || evidence.Allowed.Has(exception)))
            {
                _accepted.Add(named);
            }
        }
    }

    /// <summary>Whether officers accepted what a check says of a line. A problem of no single line cannot be accepted.</summary>
    public bool Has(string check, long? line) => line is { } seq && _accepted.Contains((check, seq));

    private static (string Check, long Line)? Named(JsonMap exception)
    {
        (string expected, string happened) = (exception.Text("expected"), exception.Text("happened"));
        int end = happened.IndexOf(AfterLine, StringComparison.Ordinal);
        return expected.StartsWith(BeforeCheck, StringComparison.Ordinal) && expected.EndsWith(AfterCheck, StringComparison.Ordinal) && expected.Length > BeforeCheck.Length + AfterCheck.Length
            && happened.StartsWith(BeforeLine, StringComparison.Ordinal) && end > BeforeLine.Length
            && long.TryParse(happened.AsSpan(BeforeLine.Length, end - BeforeLine.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long line)
            && happened[BeforeLine.Length] != '0'
                ? (expected[BeforeCheck.Length..^AfterCheck.Length], line)
                : null;
    }
}
