using Ceremony.Core.Actions;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Looks at every token of the script while nobody is logged in to any: after a return, at the beginning of each act, after a failed call and before the seal. What differs from what the
/// journal tells goes to the officers.
/// </summary>
internal sealed class TokenInventories(RunContext run, TokenList tokens, TokenComparison comparison, SeenTokens seen)
{
    /// <summary>Writes an inventory, and returns when the ceremony may go on. What can be put right in the room is looked at again; what has been decided is not asked twice.</summary>
    /// <param name="when">The moment, in the words of <see cref="Inventory.When"/>.</param>
    public async Task Take(string when)
    {
        Inventory inventory;
        run.Logins.EndAll(LoginEnd.Look);
        do
        {
            inventory = tokens.Inventory(when);
            run.Recorder.Append(inventory, null, null);
        }
        while (!await IsAllowed(inventory));
    }

    /// <summary>The same after a call on a token that failed, unless it was looked at since: it may have left something. Returns at once where none did.</summary>
    public async Task TakeAfterFailure()
    {
        long looked = run.Recorder.Lines.LinesTelling<Inventory>() is [.., var last] ? last.Seq : 0;
        if (run.Recorder.Lines.LatestTelling<Failed>().TakeWhile(line => line.Seq > looked).Any(line => IsFailedCall(line.Entry)))
        {
            await Take("failed");
        }
    }

    /// <summary>The same at the beginning of an act. Before the first step the inventory of the beginning has just been made.</summary>
    /// <param name="index">The place of the step that is to begin.</param>
    public async Task TakeAtAct(int index)
    {
        PlannedStep step = run.Plan.Steps[index];
        if (index > 0 && run.Plan.Steps[index - 1].Act != step.Act && Corrections.MustBegin(run.Recorder.Lines, step.Id))
        {
            await Take("act");
        }
    }

    // A removal that failed is looked at by whoever offered it. Where an interruption left open whether something was done, somebody has just logged in to find out.
    private bool IsFailedCall(Entry entry) =>
        entry is Failed { Intention: { } intention } failed && failed.Code != Failed.Interrupted
        && run.Recorder.Lines[(int)intention - 1].Entry is Intended { Action: not RemoveObject, Action.On: not null };

    private Task<bool> IsAllowed(Inventory inventory) => seen.AreAllowed(TokenComparison.Expected, comparison.Differences(run.Plan.Tokens, inventory));
}
