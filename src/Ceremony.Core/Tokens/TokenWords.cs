namespace Ceremony.Core.Tokens;

/// <summary>What lists say of tokens, in a few words.</summary>
public static class TokenWords
{
    /// <summary>What <see cref="Counts"/> means by its question mark.</summary>
    public const string Unseen = "? private: before a login private objects cannot be seen, so nobody knows how many there are.";

    /// <summary>A PIN's flags: "set", "last try!".</summary>
    public static string Pin(PinState state) => state switch
    {
        PinState.NotSet => "not set",
        PinState.Set => "set",
        PinState.CountLow => "wrong tries",
        PinState.FinalTry => "last try!",
        _ => "locked",
    };

    /// <summary>
    /// How many objects of each class were seen: "2 private 2 public 1 cert". Where nothing private was seen it begins with "? private":
    /// without a login a token shows its public objects only (PKCS#11 v2.40 §2.6.4).
    /// </summary>
    public static string Counts(IReadOnlyList<TokenObject> objects)
    {
        int Of(string kind) => objects.Count(each => each.Class == kind);
        string unseen = Of("private") + Of("secret") == 0 ? "? private" : Told(Of("private"), "private");
        string[] others = [Told(Of("secret"), "secret"), $"{Of("public")} public", Told(Of("certificate"), "cert"), Told(Of("data"), "data")];
        return string.Join(' ', others.Prepend(unseen).Where(each => each.Length > 0));
    }

    private static string Told(int count, string what) => count == 0 ? "" : $"{count} {what}";
}
