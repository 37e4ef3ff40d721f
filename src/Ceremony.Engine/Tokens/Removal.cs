using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Has the officers remove from a token what nothing rests on: objects that no line explains, or that an action left which failed. Each is named by an action of its own, which they confirm, and
/// which is performed, read back and recorded.
/// </summary>
internal sealed class Removal(RunContext run, TokenComparison comparison, SeenTokens seen)
{
    /// <summary>Asks for the token's PIN, and lays before the officers what was found. Whatever came of it, whoever offered it looks at the token again.</summary>
    /// <param name="open">The line that began the open step; null before the first.</param>
    /// <param name="entry">The token.</param>
    public async Task Offer(JournalLine? open, TokenEntry entry)
    {
        try
        {
            await Remove(open, entry);
        }
        catch (DeviceFault fault) when (!run.Recorder.IsBroken)
        {
            run.Ports.Log($"removing from {entry.Ref.Name}: {fault.Code}");
            await run.Talk.Show(open?.Step, NotRemoved(fault.Message));
        }
    }

    private async Task Remove(JournalLine? open, TokenEntry entry)
    {
        string step = open?.Step ?? OfficersException.OutsideOfSteps;
        using var door = new TokenDoor(run, new PinDesk(run, step), seen, step);
        ITokenSession session = await door.Unlocked(entry.Ref, "so that everything on it can be seen; this changes nothing");
        TokenView view = door.ViewOf(entry.Ref, session) with { Objects = session.Objects() };
        RemoveObject[] actions = [.. comparison.Removable(entry, view).Select(each => new RemoveObject(entry.Ref, view.Serial, each.Class, each.Id, each.Label)).Distinct()];
        door.Release(entry.Ref, LoginEnd.Look);
        if (actions.Length == 0)
        {
            await run.Talk.Show(open?.Step, NotRemoved($"Nothing is on {Hostile.Escape(entry.Called)} but what was there before or was made in this ceremony and may be in use."));
            return;
        }

        var confirmation = new Confirmation(run, new OfficerTokens(run, token => door.Release(token, LoginEnd.Confirmation)), step, (int)((open?.Entry as StepStarted)?.Number ?? 0));
        JournalLine answer = await confirmation.Propose(confirmation.Compose(Proposed(entry), actions), null);
        foreach (RemoveObject action in answer.Entry is Approved ? actions : [])
        {
            await Perform(door, action, answer.Seq, step);
        }
    }

    private async Task Perform(TokenDoor door, RemoveObject action, long approval, string step)
    {
        ITokenSession session = await door.Unlocked(action.Token, action.Pins.OfType<UserLogin>().Single().Purpose);
        JournalLine intended = run.Recorder.Append(new Intended(action, approval), step, null);
        try
        {
            DestroyedReceipt receipt = await Task.Run(() => session.RemoveObject(action));
            run.Recorder.Append(new ActionPerformed(intended.Seq, receipt.ToJson(), IsInspected: false), step, null);
        }
        catch (DeviceFault fault) when (!run.Recorder.IsBroken)
        {
            run.Recorder.Append(new Failed(intended.Seq, fault.Code, fault.Message), step, null);
            throw;
        }
    }

    private static Screen Proposed(TokenEntry entry) => new(
        "Remove from a token",
        new WarningBlock($"What is removed from {Hostile.Escape(entry.Called)} is gone for good. No line of this ceremony says that it was made and is in use."))
    {
        Help = "You are an officer: read class, label and id of each object. Agree only if you know that nobody needs it, here or elsewhere; refuse with F8 and say why if you do not. Afterwards the token is looked at again.",
    };

    private static Screen NotRemoved(string why) => new("Nothing was removed", new WarningBlock(why), new TextBlock("Go on: the token is looked at again, and what to do is asked once more."))
    {
        Help = "What stands in the record stays there. The other choices are still open: look again, go on with an exception, leave, abort.",
    };
}
