using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a key for key archiving is not proven.</summary>
internal static class ProveWrappingRefusals
{
    /// <summary>A key that may not or cannot do it; null where it can.</summary>
    public static StepResult? Unfit(ArchivingKey key)
    {
        bool isKind = key.Class == ObjectRef.Secret || KeyAlgorithm.Find(key.Algorithm) is { IsRsa: true };
        return isKind && key.Needed.All(key.Usage.Contains) ? null : new StepResult.Refused(
            "cannot-wrap",
            isKind
                ? $"The key \"{key.Key}\" cannot be proven: it was not made with the usage {StepWords.And([.. key.Needed.Except(key.Usage)])}."
                : $"The key \"{key.Key}\" cannot wrap other keys: that takes a secret key or an RSA key.",
            Refusals.CorrectScript);
    }

    /// <summary>Whether the token is that of the key and holds it once; null where it does.</summary>
    public static StepResult? Absent(TokenEntry entry, TokenView token, ArchivingKey key)
    {
        if (token.Serial != key.TokenSerial)
            return SigningKey.OtherToken(entry);

        int count = token.Objects?.Count(each => each.Class == key.Class && each.Id == key.Id) ?? 0;
        return count == 1 ? null : new StepResult.Refused(
            "key-missing",
            $"The token {entry.Called} holds {StepWords.Count(count, $"{key.Class} key")} with the id of \"{key.Key}\" instead of exactly one.",
            Refusals.FindOutAboutKey);
    }

    /// <summary>Something else came back.</summary>
    public static StepResult OtherValue(string key) => new StepResult.Refused(
        "other-value",
        $"What the key \"{key}\" wrapped or encrypted came back otherwise: keys that are archived with it could not be recovered.",
        "Archive nothing with this key. Have the token examined, then try again or abort.");
}
