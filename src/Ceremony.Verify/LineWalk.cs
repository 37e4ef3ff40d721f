using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>One walk through the lines of a journal, from the first to the last that there is; it goes on when there are more.</summary>
/// <param name="take">What is wrong by the next line, one sentence for each problem.</param>
/// <param name="end">What is wrong where no further line comes.</param>
internal sealed class LineWalk(Func<JournalLine, IEnumerable<string>> take, Func<IEnumerable<string>> end)
{
    /// <summary>Takes the next line.</summary>
    public IEnumerable<string> Take(JournalLine line) => take(line);

    /// <summary>Ends here, for now.</summary>
    public IEnumerable<string> End() => end();
}
