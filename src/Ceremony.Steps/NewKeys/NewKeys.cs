using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What holds for every new key, a pair or a secret one: its id, what speaks against making it, and whether it came out as approved.</summary>
internal static class NewKeys
{
    // As many bytes as a key identifier has (RFC 5280 §4.2.1.2).
    private const int IdBytes = 20;

    private const string AnotherKey = "its label, id or algorithm is not the one that was approved";

    // PKCS#11 v2.40 §4.9, §4.10: together they say that the key was made in the token and has never been readable outside it.
    private static readonly IReadOnlyList<string> Needed = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_SENSITIVE"];

    /// <summary>Draws a CKA_ID: by it the key is found again after an interruption.</summary>
    public static async Task<string> DrawId(IDesk desk) => Convert.ToHexStringLower(await desk.Look(new LookAtRandom(IdBytes)));

    /// <summary>What speaks against a new key of that name before anybody confirms it; null where nothing does.</summary>
    public static StepResult? Refuse(Registry registry, TokenEntry entry, TokenView token, string key)
    {
        if (!token.Initialised)
            return Refusals.NotInitialised(entry);
        if (token.Objects?.Any(each => each.Label == key) == true)
            return LabelTaken(entry, key);

        return IsTaken(registry, key) ? Refusals.NameTaken("key", key) : null;
    }

    /// <summary>A key that was made otherwise than it was approved.</summary>
    public static StepResult MadeOtherwise(TokenEntry token, string key, string difference) => new StepResult.Refused(
        "key-differs",
        $"The token {token.Called} has made the key \"{key}\", but {difference}.",
        "Do not use this key: abort; the record says what became of it.");

    /// <summary>How a key pair that was made differs from the one that was approved; null where it does not.</summary>
    public static string? Differing(GenerateKeyPair asked, KeyReceipt made) =>
        made.Label == asked.Label && made.Id == asked.Id && made.Algorithm == asked.Algorithm.Name ? Readable(made.Attributes) : AnotherKey;

    /// <summary>The same for a secret key.</summary>
    public static string? Differing(GenerateSecretKey asked, SecretKeyReceipt made) =>
        made.Label == asked.Label && made.Id == asked.Id && made.Algorithm == asked.Algorithm.Name ? Readable(made.Attributes) : AnotherKey;

    private static string? Readable(IReadOnlyList<string> attributes)
    {
        string[] missing = [.. Needed.Except(attributes)];
        if (missing.Length > 0)
            return $"does not confirm {StepWords.And(missing)}";

        return attributes.Contains("CKA_EXTRACTABLE") ? "says that it can be extracted" : null;
    }

    private static StepResult LabelTaken(TokenEntry token, string key) => new StepResult.Refused(
        "label-taken",
        $"The token {token.Called} already holds an object with the label \"{key}\".",
        "Look at the list of the token's objects (F5); if the object should not be there, have it removed and try again, otherwise abort.");

    // Keys are named in later steps without their token.
    private static bool IsTaken(Registry registry, string key) =>
        registry.Key(key) is not null || registry.SecretKey(key) is not null || registry.Find<BootKitOpened>(kit => kit.Key == key) is not null;
}
