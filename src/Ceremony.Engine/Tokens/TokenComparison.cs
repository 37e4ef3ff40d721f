using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Compares what is seen of a token with what the journal tells of it: which token it is, what was there before the ceremony, what was made and what was destroyed. Private and secret keys
/// are seen after a login only (PKCS#11 v2.40 §2.6.4). The verifier compares the same, and demands an exception with these very sentences for whatever differs.
/// </summary>
internal sealed class TokenComparison(Recorder recorder)
{
    /// <summary>What an exception says that should be.</summary>
    public const string Expected = "every token is as the journal says";

    // What agreed. Every token is compared whenever officers are asked; what was done in one need not be read again as long as neither it nor what the lines tell of it changes.
    private readonly Dictionary<(TokenRef Token, bool IsLoggedIn), Basis> _agreed = [];

    // What was decided on is not asked twice in one run of the program.
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);

    /// <summary>The difference does not stop this run any more.</summary>
    public void Allow(TokenDifference difference) => _allowed.Add(difference.Says);

    /// <summary>What differs for the tokens of an inventory and was not allowed, a sentence each.</summary>
    /// <param name="entries">The tokens.</param>
    /// <param name="inventory">The inventory.</param>
    public IEnumerable<TokenDifference> Differences(IEnumerable<TokenEntry> entries, Inventory inventory)
    {
        IReadOnlyDictionary<string, InventoryToken> seen = inventory.ByName();

        // Cards are taken out of their readers all the time, and home when they are no longer needed: the step that needs one asks for it.
        return entries.SelectMany(entry => seen.GetValueOrDefault(entry.Ref.Name)?.View is { } view ? Differences(entry, view, isLoggedIn: false, inventory)
            : inventory.When == "resumed" ? Unallowed(Missing(entry))
            : []);
    }

    /// <summary>What differs in a view of a token and was not allowed, a sentence each.</summary>
    /// <param name="entry">The token.</param>
    /// <param name="view">The view, with objects.</param>
    /// <param name="isLoggedIn">Whether private objects are to be seen.</param>
    /// <param name="inventory">The inventory that has the view; null where a step looks.</param>
    public IReadOnlyList<TokenDifference> Differences(TokenEntry entry, TokenView view, bool isLoggedIn, Inventory? inventory = null)
    {
        string? open = inventory is null ? recorder.LastBegun?.Step : null;
        var basis = new Basis(view.Serial, view.Objects ?? [], TokenSights.Of(recorder.Lines, entry.Ref), TokenDeeds.ExtentOf(recorder.Lines, entry.Ref, open));
        if (_agreed.TryGetValue((entry.Ref, isLoggedIn), out Basis agreed) && agreed.IsAs(basis))
        {
            return [];
        }

        var known = new KnownToken(entry, recorder.Lines);
        TokenDifference[] differences = [.. Serial(entry, view, known), .. Objects(entry, view, known, isLoggedIn, open)];
        if (differences.Length == 0)
        {
            _agreed[(entry.Ref, isLoggedIn)] = basis;
        }

        return Unallowed(differences);
    }

    /// <summary>What of a view after a login nothing rests on: no line explains it, or something began to make it and never came to its end.</summary>
    /// <param name="entry">The token.</param>
    /// <param name="view">The view, with objects.</param>
    public IReadOnlyList<TokenObject> Removable(TokenEntry entry, TokenView view)
    {
        var known = new KnownToken(entry, recorder.Lines);
        HashSet<ObjectRef> loose = [.. known.Judged(view, isLoggedIn: true), .. known.Deeds.MayBeMade];
        loose.ExceptWith(known.Seen);
        loose.ExceptWith(known.Deeds.InUse);
        return [.. (view.Objects ?? []).Where(each => loose.Contains(new ObjectRef(entry.Ref, each.Class, each.Id)))];
    }

    private IReadOnlyList<TokenDifference> Unallowed(IEnumerable<TokenDifference> differences) => [.. differences.Where(each => !_allowed.Contains(each.Says))];

    // A token that the ceremony has neither seen nor used may still come: its step will ask for it.
    private IEnumerable<TokenDifference> Missing(TokenEntry entry)
    {
        var known = new KnownToken(entry, recorder.Lines);
        string called = Hostile.Escape(entry.Called);
        if (known.Deeds.AnyDone)
        {
            yield return new(entry, $"The token {called} is not there, but this ceremony has worked with it.");
        }
        else if (known.WasThere)
        {
            yield return new(entry, $"The token {called} is not there, but it was when the ceremony began.");
        }
    }

    private static IEnumerable<TokenDifference> Serial(TokenEntry entry, TokenView view, KnownToken known) =>
        (known.WasThere || known.Deeds.AnyDone) && known.Serial is { } serial && serial != view.Serial
            ? [new(entry, $"The token {Hostile.Escape(entry.Called)} has the serial number {Hostile.Escape(view.Serial)}, but had {Hostile.Escape(serial)} before.")]
            : [];

    private IEnumerable<TokenDifference> Objects(TokenEntry entry, TokenView view, KnownToken known, bool isLoggedIn, string? open)
    {
        string called = Hostile.Escape(entry.Called);
        HashSet<ObjectRef> there = [.. KnownToken.Objects(known.Ref, view, isLoggedIn)];
        TokenDeeds deeds = known.Deeds;
        HashSet<ObjectRef> made = deeds.Made;

        // A destruction that was begun may have been done: its step looks.
        HashSet<ObjectRef> mayBeDestroyed = deeds.MayBeDestroyed;
        IEnumerable<ObjectRef> Shown(IEnumerable<ObjectRef> objects) => objects.Where(each => (isLoggedIn || !each.IsSecretOrPrivate) && !there.Contains(each) && !mayBeDestroyed.Contains(each));
        return
        [
            .. Shown(made).Select(each => new TokenDifference(entry, $"{called} holds no {Words(each)}, but the journal says that one was made.")),
            .. there.Intersect(deeds.DestroyedOutside(open)).Select(each => new TokenDifference(entry, $"{called} holds a {Words(each)}, but the journal says that it was destroyed.")),
            .. known.Judged(view, isLoggedIn).Distinct().Except(known.Seen).Except(deeds.MayBeMade).Except(PresentedCertificates.Of(recorder.Lines)).Except(mayBeDestroyed).Except(deeds.Destroyed).Select(each => new TokenDifference(entry, $"{called} holds a {Words(each)} that no line of the journal explains.", IsUnexplained: true)),
            .. Shown(known.Before(view.Serial, isLoggedIn).Except(made)).Select(each => new TokenDifference(entry, $"{called} holds no {Words(each)} any more.")),
        ];
    }

    // All that a comparison rests on.
    private readonly record struct Basis(string Serial, IReadOnlyList<TokenObject> Objects, TokenSights.Sight Sight, TokenDeeds.Extent Deeds)
    {
        public bool IsAs(Basis other) => Serial == other.Serial && Sight == other.Sight && Deeds == other.Deeds
            && (ReferenceEquals(Objects, other.Objects) || Objects.Select(Told).SequenceEqual(other.Objects.Select(Told)));

        private static (string Class, string Id, bool IsPrivate) Told(TokenObject each) => (each.Class, each.Id, each.Attributes.Contains("CKA_PRIVATE"));
    }

    private static string Words(ObjectRef each) => $"{each.Class} {(each.IsSecretOrPrivate ? "key" : "object")} with the id {(each.Id.Length == 0 ? "(none)" : each.Id)}";
}
