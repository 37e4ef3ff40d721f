using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>What the journal tells of one token: what was seen of it first, with and without a login, and what was done in it.</summary>
internal sealed class KnownToken
{
    private readonly TokenView? _firstOpen;
    private readonly TokenView? _firstLoggedIn;

    /// <summary>Takes it from the lines.</summary>
    public KnownToken(TokenEntry entry, IReadOnlyList<JournalLine> lines)
    {
        Ref = entry.Ref;
        Deeds = TokenDeeds.Of(lines, entry.Ref);
        (WasThere, Serial, _firstOpen, _firstLoggedIn) = TokenSights.Of(lines, Ref);
    }

    /// <summary>The token.</summary>
    public TokenRef Ref { get; }

    /// <summary>What was done in it.</summary>
    public TokenDeeds Deeds { get; }

    /// <summary>Whether it was there when the ceremony began.</summary>
    public bool WasThere { get; }

    /// <summary>Its serial number when it was last seen: in an inventory after a return only if the ceremony then went on with it.</summary>
    public string? Serial { get; }

    /// <summary>What was seen first; what everybody sees, where it was seen without a login first.</summary>
    public HashSet<ObjectRef> Seen =>
        [.. In(_firstOpen, isLoggedIn: false), .. In(_firstLoggedIn, isLoggedIn: true).Except(_firstOpen is null || _firstLoggedIn is null ? [] : Open(Ref, _firstLoggedIn))];

    // Whether it is known what was there before the ceremony: what only a login shows, by the first look after one.
    private bool CanJudge(bool isLoggedIn) => _firstLoggedIn is not null || (!isLoggedIn && _firstOpen is not null);

    /// <summary>What of a view can be judged: at the first login only what had been seen without one.</summary>
    public IEnumerable<ObjectRef> Judged(TokenView view, bool isLoggedIn) =>
        CanJudge(isLoggedIn) ? Objects(Ref, view, isLoggedIn) : _firstOpen is null ? [] : Open(Ref, view);

    /// <summary>What was seen first on the token of that serial number. A login shows more, never less; on another token of that name other things are.</summary>
    public IEnumerable<ObjectRef> Before(string serial, bool isLoggedIn) =>
        [.. _firstOpen?.Serial == serial ? In(_firstOpen, isLoggedIn: false) : [], .. isLoggedIn && _firstLoggedIn?.Serial == serial ? In(_firstLoggedIn, isLoggedIn: true) : []];

    /// <summary>The keys and certificates in a view.</summary>
    public static IEnumerable<ObjectRef> Objects(TokenRef token, TokenView view, bool isLoggedIn) => (view.Objects ?? [])
        .Where(each => each.Class is ObjectRef.Public or ObjectRef.Certificate or ObjectRef.Secret || (isLoggedIn && each.Class == ObjectRef.Private))
        .Select(each => new ObjectRef(token, each.Class, each.Id));

    // What everybody sees: CKA_PRIVATE is false (PKCS#11 v2.40 §2.6.4).
    private static IEnumerable<ObjectRef> Open(TokenRef token, TokenView view) => (view.Objects ?? [])
        .Where(each => each.Class is ObjectRef.Public or ObjectRef.Certificate && !each.Attributes.Contains("CKA_PRIVATE"))
        .Select(each => new ObjectRef(token, each.Class, each.Id));

    private IEnumerable<ObjectRef> In(TokenView? view, bool isLoggedIn) => view is null ? [] : Objects(Ref, view, isLoggedIn);
}
