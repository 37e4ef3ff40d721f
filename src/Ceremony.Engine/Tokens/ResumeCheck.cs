using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Judging;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Before a resumed ceremony goes on: every token is identified again by its serial number, and its public objects are compared with what
/// the journal says was made. What is missing, the token itself as well, and what no line explains goes to the officers.
/// </summary>
internal sealed class ResumeCheck(Recorder recorder, TokenList tokens)
{
    /// <summary>What does not fit for one token, one sentence for each problem.</summary>
    public IEnumerable<string> Differences(TokenEntry entry) => tokens.Look(entry) is { } view ? Compare(entry, view) : Missing(entry);

    /// <summary>Keys of a token whose public half is another than the journal says was made under that id: nothing that rests on them can be gone on with.</summary>
    public IEnumerable<Finding> ExchangedKeys(TokenEntry entry)
    {
        IReadOnlyList<TokenObject> there = tokens.Look(entry)?.Objects ?? [];
        TokenDeeds deeds = Deeds(entry);
        foreach ((GenerateKeyPair action, JsonMap receipt) in deeds.All.Where(deed => deed.IsDone && deed.Action is GenerateKeyPair).Select(deed => ((GenerateKeyPair)deed.Action, deed.Receipt!)))
        {
            byte[] made = action.ReadReceipt(receipt).PublicKey;
            if (!action.Makes.Any(deeds.MayBeDestroyed.Contains)
                && there.FirstOrDefault(each => each.Class == ObjectRef.Public && each.Id == action.Id) is { PublicKey: { } found }
                && !found.AsSpan().SequenceEqual(made))
            {
                yield return new Finding("facts", null, $"{Hostile.Escape(entry.Called)} holds another public key with the id {action.Id} than the one that the journal says was made.", MayBeAccepted: false);
            }
        }
    }

    // A token that the ceremony has neither seen nor used may still come: its step will ask for it.
    private IEnumerable<string> Missing(TokenEntry entry)
    {
        string called = Hostile.Escape(entry.Called);
        if (Deeds(entry).AnyDone)
        {
            yield return $"The token {called} is not there, but this ceremony has worked with it.";
        }
        else if (ViewAtBegin(entry) is not null)
        {
            yield return $"The token {called} is not there, but it was when the ceremony began.";
        }
    }

    private IEnumerable<string> Compare(TokenEntry entry, TokenView view)
    {
        string called = Hostile.Escape(entry.Called);
        if (SerialAtBegin(entry) is { } serial && serial != view.Serial)
        {
            yield return $"The token {called} has the serial number {Hostile.Escape(view.Serial)}, but had {Hostile.Escape(serial)} when the ceremony began.";
        }

        HashSet<ObjectRef> there = [.. SeenWithoutLogin(entry, view)];
        TokenDeeds deeds = Deeds(entry);
        HashSet<ObjectRef> made = deeds.Made;
        // Secret keys are private as a rule: that one is missing is found at the first login. A destruction that was begun may have been done: its step looks.
        foreach (ObjectRef missing in made.Except(there).Except(deeds.MayBeDestroyed).Where(each => !each.IsSecretOrPrivate))
        {
            yield return $"{called} holds no {missing.Class} object with the id {missing.Id}, but the journal says that one was made.";
        }

        HashSet<ObjectRef> destroyed = deeds.Destroyed;
        foreach (ObjectRef left in there.Intersect(destroyed))
        {
            yield return $"{called} holds a {left.Class} object with the id {left.Id}, but the journal says that it was destroyed.";
        }

        HashSet<ObjectRef> explained = [.. deeds.MayBeMade, .. AtBegin(entry), .. destroyed];
        foreach (ObjectRef unknown in there.Except(explained))
        {
            yield return $"{called} holds a {unknown.Class} object with the id {(unknown.Id.Length == 0 ? "(none)" : unknown.Id)} that no line of the journal explains.";
        }
    }

    private TokenDeeds Deeds(TokenEntry entry) => TokenDeeds.Of(recorder.Lines).On(entry.Ref);

    private static IEnumerable<ObjectRef> SeenWithoutLogin(TokenEntry entry, TokenView view) =>
        view.Objects!.Where(each => each.Class is ObjectRef.Public or ObjectRef.Certificate or ObjectRef.Secret).Select(each => new ObjectRef(entry.Ref, each.Class, each.Id));

    private string? SerialAtBegin(TokenEntry entry) => ViewAtBegin(entry)?.Serial;

    private IEnumerable<ObjectRef> AtBegin(TokenEntry entry) => ViewAtBegin(entry)?.Objects?.Select(each => new ObjectRef(entry.Ref, each.Class, each.Id)) ?? [];

    private TokenView? ViewAtBegin(TokenEntry entry) => recorder.Lines.Entries<Inventory>()
        .Where(inventory => inventory.When == "before")
        .SelectMany(inventory => inventory.Tokens)
        .FirstOrDefault(token => token.Token == entry.Ref.Name && token.View is not null)?.View;
}
