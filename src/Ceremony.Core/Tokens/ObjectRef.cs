namespace Ceremony.Core.Tokens;

/// <summary>An object on a token, by what tells it from others.</summary>
/// <param name="Token">The token.</param>
/// <param name="Class"><c>public</c>, <c>private</c>, <c>secret</c> or <c>certificate</c>.</param>
/// <param name="Id">CKA_ID in lower-case hex.</param>
public readonly record struct ObjectRef(TokenRef Token, string Class, string Id)
{
    /// <summary>The half of a pair that signs; to be seen after a login only.</summary>
    public const string Private = "private";

    /// <summary>The other half.</summary>
    public const string Public = "public";

    /// <summary>A secret key; private as a rule, and so to be seen after a login only.</summary>
    public const string Secret = "secret";

    /// <summary>A certificate.</summary>
    public const string Certificate = "certificate";

    /// <summary>Whether it is a key which must not leave its token.</summary>
    public bool IsSecretOrPrivate => Class is Private or Secret;

    /// <summary>Both halves of a pair, which have one CKA_ID.</summary>
    public static IReadOnlyList<ObjectRef> Pair(TokenRef token, string id) => [new(token, Private, id), new(token, Public, id)];
}
