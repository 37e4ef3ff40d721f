using System.Globalization;
using System.Text.RegularExpressions;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What of the record the officers knowingly went on with: an exception on record that names a check and a line. It accepts what that check says of that line, which
/// their signatures fixed, and nothing else.
/// </summary>
internal sealed partial class AcceptedFindings
{
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

    private static (string Check, long Line)? Named(JsonMap exception) =>
        Expected().Match(exception.Text("expected")) is { Success: true } expected && Happened().Match(exception.Text("happened")) is { Success: true } happened
            ? (expected.Groups[1].Value, long.Parse(happened.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;

    // The words of docs/format.md, "What officers accept of a record".
    [GeneratedRegex("\\Athe check \"([a-z-]+)\" of the verifier holds\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Expected();

    [GeneratedRegex("\\Aline ([1-9][0-9]{0,17}) of the journal: ", RegexOptions.CultureInvariant)]
    private static partial Regex Happened();
}
