using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Compares what a step sees on a token with what the journal says, at each login and each look; before a login a token shows its public objects only (PKCS#11 v2.40 §2.6.4). What differs
/// goes to the officers.
/// </summary>
internal sealed class SeenTokens(Recorder recorder, TokenComparison comparison, OfficersException exception)
{
    /// <summary>What does not fit and was not allowed, one sentence for each problem.</summary>
    public IReadOnlyList<string> Differences(TokenEntry entry, TokenView view, bool isLoggedIn) => comparison.Differences(entry, view, isLoggedIn);

    /// <summary>Returns when the ceremony may go on all the same.</summary>
    public async Task Demand(IReadOnlyList<string> differences)
    {
        JournalLine? open = recorder.Lines.LastOrDefault(line => line.Entry is StepStarted);
        foreach (string difference in differences)
        {
            await exception.Demand(open, "every key that was made is on its token", difference);
            comparison.Allow(difference);
        }
    }
}
