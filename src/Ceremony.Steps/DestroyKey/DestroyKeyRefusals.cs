using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a key is not destroyed, or not known to be.</summary>
internal static class DestroyKeyRefusals
{
    public static StepResult Secret(string key) => new StepResult.Refused(
        "secret-key",
        $"The key \"{key}\" is a secret key; only key pairs can be destroyed here.",
        Refusals.CorrectScript);

    public static StepResult Gone(string key) => new StepResult.Refused("key-gone", $"The key \"{key}\" was already destroyed in this ceremony.", Refusals.CorrectScript);

    public static StepResult InUse(string key, string ca) => new StepResult.Refused(
        "ca-not-revoked",
        $"The key \"{key}\" is the key of the CA \"{ca}\", which is not revoked.",
        "Abort and have a step added before this one that revokes the CA.");

    /// <summary>What speaks against the token that was found; null where it holds exactly this key.</summary>
    public static StepResult? ByToken(RetiredKey key, TokenEntry entry, TokenView token)
    {
        if (key.TokenSerial is { } serial && serial != token.Serial)
            return SigningKey.OtherToken(entry);
        if (SigningKey.RefuseCount(entry, token, key.Key, key.Id) is { } missing)
            return missing;

        TokenObject[] halves = [.. (token.Objects ?? []).Where(each => each.Class == "public" && each.Id == key.Id)];
        return halves is [{ PublicKey: { } found }] && found.AsSpan().SequenceEqual(key.PublicKey) ? null : new StepResult.Refused(
            "key-differs",
            $"With the id of \"{key.Key}\" the token {entry.Called} holds another public key, or none, or several.",
            "Nothing was destroyed. Look at the list of the token's objects (F5) and find out which key that is before going on.");
    }

    /// <summary>What a fresh login showed against the key's being gone; null where nothing did.</summary>
    public static StepResult? StillThere(RetiredKey key, TokenEntry entry, TokenView before, TokenView after)
    {
        if (after.Serial != before.Serial)
            return SigningKey.OtherToken(entry);

        string[] left = [.. (after.Objects ?? []).Where(each => each.Class is "private" or "public" or "secret" && each.Id == key.Id).Select(each => each.Class)];
        return after.Objects is not null && left.Length == 0 ? null : new StepResult.Refused(
            "key-still-there",
            $"After a fresh login the token {entry.Called} still shows {(left.Length == 0 ? "no list of its objects" : $"a {StepWords.And(left)} key with the id of \"{key.Key}\"")}.",
            "The key counts as not destroyed: find out what the token did, then try again, or record an exception and abort.");
    }
}
