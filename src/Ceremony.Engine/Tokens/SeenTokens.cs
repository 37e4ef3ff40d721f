using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Compares what a step sees on a token with what the journal says, at each login and each look; before a login a token shows its public objects only (PKCS#11 v2.40 §2.6.4). What differs
/// goes to the officers.
/// </summary>
internal sealed class SeenTokens(RunContext run, TokenComparison comparison, OfficersException exception)
{
    /// <summary>What does not fit and was not allowed, one sentence for each problem.</summary>
    public IReadOnlyList<TokenDifference> Differences(TokenEntry entry, TokenView view, bool isLoggedIn) => comparison.Differences(entry, view, isLoggedIn);

    /// <summary>Has the officers decide, as far as nobody wants to look again first. Whoever asks compares once more: what was allowed is no difference then.</summary>
    public Task Decide(IReadOnlyList<TokenDifference> differences) => AreAllowed("every key that was made is on its token", differences);

    /// <summary>Whether the officers allow all of them; false where the token is to be looked at again, since somebody put it right or had something removed.</summary>
    /// <param name="expected">What should be.</param>
    /// <param name="differences">What is instead.</param>
    public async Task<bool> AreAllowed(string expected, IEnumerable<TokenDifference> differences)
    {
        JournalLine? open = run.Recorder.LastBegun;
        foreach (TokenDifference difference in differences)
        {
            Func<Task>? remove = difference.IsUnexplained && run.CanConfirm ? () => Removal.Offer(open, difference.Token) : null;
            if (!await exception.IsAllowed(open, expected, difference.Says, remove))
            {
                return false;
            }

            comparison.Allow(difference);
        }

        return true;
    }

    /// <summary>Removes what nothing rests on.</summary>
    public Removal Removal => field ??= new Removal(run, comparison, this);
}
