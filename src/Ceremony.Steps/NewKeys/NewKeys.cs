using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What holds for every new key, a pair or a secret one: its id, what speaks against making it, and whether it came out as approved.</summary>
internal static class NewKeys
{
    // As many bytes as a key identifier has (RFC 5280 §4.2.1.2).
    private const int IdBytes = 20;

    private const string AnotherKey = "its label, id or algorithm is not the one that was approved";

    // PKCS#11 v2.40 §4.9, §4.10: together they say that the key was made in the token, stays there, and has never been readable outside it.
    private static readonly IReadOnlyList<string> Needed = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN"];

    private static readonly IReadOnlyList<string> UsesOfPair = ["sign", "decrypt", "unwrap"];
    private static readonly IReadOnlyList<string> UsesOfSecret = ["encrypt", "decrypt", "wrap", "unwrap"];

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
        "Nothing rests on that key. Try again, which makes another one; if it happens again, abort and have the token examined.");

    /// <summary>How a key pair that was made differs from the one that was approved; null where it does not.</summary>
    /// <param name="asked">What was approved.</param>
    /// <param name="made">What the token tells of it.</param>
    /// <param name="token">The token as it was seen.</param>
    public static string? Differing(GenerateKeyPair asked, KeyReceipt made, TokenView token) =>
        made.Label != asked.Label || made.Id != asked.Id || made.Algorithm != asked.Algorithm.Name ? AnotherKey
            : Elsewhere(made.TokenSerial, token)
                ?? (Signatures.KindOf(made.PublicKey) is var kind && kind == asked.Algorithm.Name ? null : $"its public key is {kind ?? "none that can be read"}, not {asked.Algorithm.Name}")
                ?? Otherwise(asked.Usage, made.Attributes, UsesOfPair, "CKA_SIGN_RECOVER", "CKA_DERIVE");

    /// <summary>The same for a secret key.</summary>
    public static string? Differing(GenerateSecretKey asked, SecretKeyReceipt made, TokenView token) =>
        made.Label != asked.Label || made.Id != asked.Id || made.Algorithm != asked.Algorithm.Name ? AnotherKey
            : Elsewhere(made.TokenSerial, token) ?? Otherwise(asked.Usage, made.Attributes, UsesOfSecret, "CKA_SIGN", "CKA_VERIFY", "CKA_DERIVE");

    private static string? Elsewhere(string serial, TokenView token) =>
        serial == token.Serial ? null : $"in a token with the serial number {Hostile.Escape(serial)}, not {Hostile.Escape(token.Serial)}";

    private static string? Otherwise(IReadOnlyList<string> usage, IReadOnlyList<string> attributes, IReadOnlyList<string> uses, params IReadOnlyList<string> never)
    {
        string[] missing = [.. Needed.Concat(usage.Select(Attribute)).Except(attributes)];
        if (missing.Length > 0)
            return $"does not confirm {StepWords.And(missing)}";
        if (attributes.Contains("CKA_EXTRACTABLE"))
            return "says that it can be extracted";

        string[] more = [.. never.Concat(uses.Except(usage).Select(Attribute)).Where(attributes.Contains)];
        return more.Length == 0 ? null : $"says that it may do more than was agreed to: {StepWords.And(more)}";
    }

    private static string Attribute(string use) => $"CKA_{use.ToUpperInvariant()}";

    private static StepResult LabelTaken(TokenEntry token, string key) => new StepResult.Refused(
        "label-taken",
        $"The token {token.Called} already holds an object with the label \"{key}\".",
        "Look at the list of the token's objects (F5); if the object should not be there, have it removed and try again, otherwise abort.");

    /// <summary>Whether a key has that name; later steps name keys without their token.</summary>
    public static bool IsTaken(Registry registry, string key) =>
        registry.Key(key) is not null || registry.SecretKey(key) is not null || registry.Find<BootKitOpened>(kit => kit.Key == key) is not null;
}
