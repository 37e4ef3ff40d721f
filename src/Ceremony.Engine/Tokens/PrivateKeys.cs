using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Compares the private and secret keys on a token with those that the journal says were made there: once in a run of the program, at the first
/// login, since before it a token shows its public objects only (PKCS#11 v2.40 §2.6.4). A key that is missing, or that no line explains, goes
/// to the officers.
/// </summary>
internal sealed class PrivateKeys(Recorder recorder, OfficersException exception)
{
    private readonly HashSet<string> _compared = [];

    /// <summary>What does not fit, one sentence for each problem; none after the first time. Needs a login.</summary>
    public IReadOnlyList<string> Missing(TokenEntry entry, ITokenSession session)
    {
        if (!_compared.Add(entry.Ref.Name))
        {
            return [];
        }

        TokenDeeds deeds = TokenDeeds.Of(recorder.Lines).On(entry.Ref);
        HashSet<ObjectRef> made = Keys(deeds.Made);
        HashSet<ObjectRef>? seen = SeenBefore(entry);
        if (made.Count == 0 && seen is null)
        {
            return [];
        }

        string called = Hostile.Escape(entry.Called);
        HashSet<ObjectRef> there = Keys(entry, session.Objects());
        // What was begun may have been done: its step looks.
        HashSet<ObjectRef> mayBeDestroyed = deeds.MayBeDestroyed;
        return
        [
            .. made.Except(there).Except(mayBeDestroyed).Select(key => $"{called} holds no {key.Class} key with the id {key.Id}, but the journal says that one was made."),
            .. there.Intersect(deeds.Destroyed).Select(key => $"{called} holds a {key.Class} key with the id {key.Id}, but the journal says that it was destroyed."),
            .. seen is null ? [] : there.Except(seen).Except(deeds.MayBeMade).Except(mayBeDestroyed).Select(key => $"{called} holds a {key.Class} key with the id {(key.Id.Length == 0 ? "(none)" : key.Id)} that no line of the journal explains."),
        ];
    }

    /// <summary>Returns when the ceremony may go on all the same.</summary>
    public async Task Demand(IReadOnlyList<string> missing)
    {
        JournalLine? open = recorder.Lines.LastOrDefault(line => line.Entry is StepStarted);
        foreach (string sentence in missing)
        {
            await exception.Demand(open, "every key that was made is on its token", sentence);
        }
    }

    // What a token held before the ceremony is only known where a step looked at it, logged in.
    private HashSet<ObjectRef>? SeenBefore(TokenEntry entry)
    {
        JsonMap? seen = recorder.Lines.Entries<Looked>().FirstOrDefault(looked => looked.IsAtToken(entry.Ref.Name) && looked.IsLoggedIn)?.Seen;
        return seen is null ? null : Keys(entry, TokenView.FromJson(seen).Objects ?? []);
    }

    private static HashSet<ObjectRef> Keys(TokenEntry entry, IEnumerable<TokenObject> objects) => Keys(objects.Select(each => new ObjectRef(entry.Ref, each.Class, each.Id)));

    private static HashSet<ObjectRef> Keys(IEnumerable<ObjectRef> objects) => [.. objects.Where(each => each.IsSecretOrPrivate)];
}
