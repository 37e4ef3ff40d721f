namespace Ceremony.Verify;

/// <summary>An object on a token, by what tells it from the others there.</summary>
/// <param name="Class">CKA_CLASS in the words of docs/format.md.</param>
/// <param name="Id">CKA_ID in hex.</param>
internal readonly record struct TokenObjectRef(string Class, string Id)
{
    /// <summary>Whether it is a key that only a login shows.</summary>
    public bool IsHidden => Class is "private" or "secret";

    /// <summary>What people call it.</summary>
    public string Words => $"{Class} {(IsHidden ? "key" : "object")} with the id {(Id.Length == 0 ? "(none)" : Id)}";

    /// <summary>Both halves of a pair.</summary>
    public static IEnumerable<TokenObjectRef> Pair(string id) => [new("private", id), new("public", id)];
}
