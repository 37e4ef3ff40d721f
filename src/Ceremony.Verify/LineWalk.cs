using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>One walk through the lines of a journal, from the first to the last that there is; it goes on when there are more.</summary>
/// <param name="isAbout">Whether the walk stops at a line; it passes most of them.</param>
/// <param name="take">What is wrong by a line at which it stops, one sentence for each problem.</param>
/// <param name="end">What is wrong where no further line comes.</param>
internal sealed class LineWalk(Func<JournalLine, bool> isAbout, Func<JournalLine, IEnumerable<string>> take, Func<IEnumerable<string>> end)
{
    /// <summary>Takes the next line.</summary>
    public IEnumerable<string> Take(JournalLine line) => isAbout(line) ? take(line) : [];

    /// <summary>Ends here, for now.</summary>
    public IEnumerable<string> End() => end();
}
