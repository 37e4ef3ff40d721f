using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What was found otherwise on a token than lines tell, and allowed with its own sentence on record: by the officers, as soon as enough are in force. It holds until the program comes
/// back, which looks at everything anew.
/// </summary>
/// <param name="evidence">The evidence.</param>
internal sealed class AllowedDifferences(Evidence evidence)
{
    private static readonly string[] Expected = ["every token is as the journal says", "every key that was made is on its token"];

    private readonly HashSet<string> _sentences = new(StringComparer.Ordinal);

    /// <summary>Takes note of a line.</summary>
    public void Take(JournalLine line)
    {
        if (line.Kind == "resumed")
        {
            _sentences.Clear();
        }
        else if (line.Kind == "exception" && Expected.Contains(line.Json.Text("expected")) && (evidence.ConfirmersBefore(line).Count < evidence.Quorum || evidence.Allowed.HasInStep(line)))
        {
            _sentences.Add(line.Json.Text("happened"));
        }
    }

    /// <summary>Whether it was allowed.</summary>
    public bool Has(string sentence) => _sentences.Contains(sentence);
}
