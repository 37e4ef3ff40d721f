using Ceremony.Core.Actions;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.GenerateKey;

/// <summary>Why a key is not made, or not taken.</summary>
internal static class GenerateKeyRefusals
{
    // PKCS#11 v2.40 §4.9: together they say that the key was made in the token and has never been readable outside it.
    private static readonly IReadOnlyList<string> Needed = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_SENSITIVE"];

    public static StepResult LabelTaken(TokenEntry token, string key) => new StepResult.Refused(
        "label-taken",
        $"The token {token.Called} already holds an object with the label \"{key}\".",
        "Look at the list of the token's objects (F5); if the object must not be there, have it removed and try again, otherwise abort.");

    public static StepResult MadeOtherwise(TokenEntry token, string key, string difference) => new StepResult.Refused(
        "key-differs",
        $"The token {token.Called} has made the key \"{key}\", but {difference}.",
        "Do not use this key: abort, and the record tells its fate.");

    /// <summary>How a key that was made differs from the one that was approved; null where it does not.</summary>
    public static string? Differing(GenerateKeyPair asked, KeyReceipt made)
    {
        if (made.Label != asked.Label || made.Id != asked.Id || made.Algorithm != asked.Algorithm.Name)
            return "its label, id or algorithm is not the one that was approved";

        string[] missing = [.. Needed.Except(made.Attributes)];
        if (missing.Length > 0)
            return $"does not confirm {Words.And(missing)}";

        return made.Attributes.Contains("CKA_EXTRACTABLE") ? "says that it can be extracted" : null;
    }
}
