namespace Ceremony.Verify;

/// <summary>What becomes of a key after an abort.</summary>
/// <param name="Key">CKA_LABEL.</param>
/// <param name="Token">Its token, as the script calls it.</param>
/// <param name="Fate">What becomes of it, in the words of docs/format.md.</param>
internal sealed record FateOfKey(string Key, string Token, string Fate)
{
    /// <summary>Where it was begun, but not seen to be made.</summary>
    public const string MayBeMade = $"it may be on the token: it was begun, but not seen to be made; look for it, and {Destroy}";

    /// <summary>Where its destruction was begun, but not seen to be done.</summary>
    public const string MayBeDestroyed = "it may be destroyed: that was begun, but not seen to be done; look for it, and destroy what is left of it";

    /// <summary>Where it was destroyed.</summary>
    public const string Destroyed = "it was destroyed, and its absence seen";

    /// <summary>What is to be done with every key that stays.</summary>
    public const string Destroy = "destroy it before the token serves another ceremony";

    /// <summary>Where it is a secret key.</summary>
    public const string SecretStays = $"it stays on the token; {Destroy}";

    /// <summary>Whether nobody knows what became of it.</summary>
    public bool IsUncertain => Fate is MayBeMade or MayBeDestroyed;
}
