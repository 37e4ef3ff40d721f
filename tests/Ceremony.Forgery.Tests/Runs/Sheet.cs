using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>What a witness wrote down last: the number of a line and its words.</summary>
internal sealed record Sheet(string Line, string Words)
{
    private const int HashBytesOnPaper = 8;

    /// <summary>A sheet on which nothing was written.</summary>
    public static Sheet Empty { get; } = new("-", "-");

    /// <summary>What a witness writes of the last line of a journal.</summary>
    public static Sheet Of(byte[] journal)
    {
        int end = journal.Length - 1;
        byte[] last = journal[(Array.LastIndexOf(journal, (byte)'\n', end - 1) + 1)..end];
        return new(
            CanonicalJson.Parse(last).AsMap().Number("seq").ToString(System.Globalization.CultureInfo.InvariantCulture),
            string.Join(' ', PgpWords.Of(Convert.FromHexString(JournalMaker.Hash(last)).AsSpan(0, HashBytesOnPaper))));
    }
}
