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
    private const string AnotherKey = "its label, id or algorithm is not the one that was approved";

    // PKCS#11 v2.40 §4.9, §4.10: together they say that the key was made in the token, stays there, and has never been readable outside it.
    private static readonly IReadOnlyList<string> Needed = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN"];

    private static readonly IReadOnlyList<string> UsesOfPair = ["sign", "decrypt", "unwrap"];
    private static readonly IReadOnlyList<string> UsesOfSecret = ["encrypt", "decrypt", "wrap", "unwrap"];

    /// <summary>Draws a CKA_ID, as long as the token takes: by it the key is found again after an interruption.</summary>
    public static async Task<string> DrawId(IDesk desk, KeyForm form) => Convert.ToHexStringLower(await desk.Look(new LookAtRandom(form.IdBytes)));

    /// <summary>Before the day: whether the token makes such keys.</summary>
    /// <param name="token">The token.</param>
    /// <param name="key">The key's name, the first one's where there are several.</param>
    /// <param name="kind">Its kind and size, such as <c>rsa-4096</c>.</param>
    /// <param name="uses">What it is for.</param>
    /// <param name="id">The id that the script demands, in hex; null where it is drawn.</param>
    public static Need CanBeMade(TokenEntry token, string key, string kind, IReadOnlyList<string> uses, string? id) => new Need<KeyForm>(
        $"keys {kind} to {StepWords.And(uses)} in {token.Called}",
        new LookAtKeyForm(token.Ref, kind, uses, id, LoggedIn: false),
        form => Refuse(token, form, key),
        form => form.Templates is [var template]
            ? $"can be made: one was, and is gone (template {template}, ids of up to {form.IdBytes} bytes)"
            : "not known without a login: it is found out before the officers agree");

    /// <summary>A token that cannot make such a key; null where it can.</summary>
    public static StepResult? Refuse(TokenEntry token, KeyForm form, string key) => form.Cannot is not { } why ? null : new StepResult.Refused(
        "token-cannot",
        $"The token {token.Called} cannot make the key \"{key}\": it {Hostile.Escape(why)}.",
        "Nothing was made. Abort and have the script corrected for this token, or use another token.");

    /// <summary>What speaks against a new key of that name before anybody confirms it; null where nothing does.</summary>
    public static StepResult? Refuse(Registry registry, TokenEntry entry, TokenView token, string key)
    {
        if (!token.Initialised)
            return Refusals.NotInitialised(entry);
        if (token.Objects?.Any(each => each.Label == key) == true)
            return LabelTaken(entry, key);

        return IsTaken(registry, key) ? Refusals.NameTaken("key", key) : null;
    }

    /// <summary>What is wrong with a key that was made; null where nothing is.</summary>
    /// <param name="token">The token.</param>
    /// <param name="key">The key's name.</param>
    /// <param name="difference">How it differs; null where it does not.</param>
    public static StepResult? Judge(TokenEntry token, string key, KeyDifference? difference) => difference is null ? null : new StepResult.Refused(
        "key-differs",
        $"The token {token.Called} has made the key \"{key}\", but {difference.Says}.",
        "Nothing rests on that key. Try again, which makes another one; if it happens again, abort and have the token examined.")
    {
        MayStand = difference.IsOfAttributes ? new Allowable(MadeAsDemanded.Expected(key), MadeAsDemanded.Happened(token.Called, key, difference.Parts)) : null,
    };

    /// <summary>How a key pair that was made differs from the one that was approved; null where it does not.</summary>
    /// <param name="asked">What was approved.</param>
    /// <param name="made">What the token tells of it.</param>
    /// <param name="token">The token as it was seen.</param>
    public static KeyDifference? Differing(GenerateKeyPair asked, KeyReceipt made, TokenView token) =>
        made.Label != asked.Label || made.Id != asked.Id || made.Algorithm != asked.Algorithm.Name ? new KeyDifference(AnotherKey)
            : Elsewhere(made.TokenSerial, token)
                ?? (Signatures.KindOf(made.PublicKey) is var kind && kind == asked.Algorithm.Name ? null : new KeyDifference($"its public key is {kind ?? "none that can be read"}, not {asked.Algorithm.Name}"))
                ?? Otherwise(asked.Usage, made.Attributes, made.NotTold, UsesOfPair, "CKA_SIGN_RECOVER", "CKA_DERIVE");

    /// <summary>The same for a secret key.</summary>
    public static KeyDifference? Differing(GenerateSecretKey asked, SecretKeyReceipt made, TokenView token) =>
        made.Label != asked.Label || made.Id != asked.Id || made.Algorithm != asked.Algorithm.Name ? new KeyDifference(AnotherKey)
            : Elsewhere(made.TokenSerial, token) ?? Otherwise(asked.Usage, made.Attributes, made.NotTold, UsesOfSecret, "CKA_SIGN", "CKA_VERIFY", "CKA_DERIVE");

    private static KeyDifference? Elsewhere(string serial, TokenView token) =>
        serial == token.Serial ? null : new KeyDifference($"in a token with the serial number {Hostile.Escape(serial)}, not {Hostile.Escape(token.Serial)}");

    private static KeyDifference? Otherwise(IReadOnlyList<string> usage, IReadOnlyList<string> attributes, IReadOnlyList<string> notTold, IReadOnlyList<string> uses, params IReadOnlyList<string> never)
    {
        string[] missing = [.. Needed.Concat(usage.Select(Attribute)).Except(attributes).Except(notTold)];
        string[] more = [.. never.Concat(uses.Except(usage).Select(Attribute)).Prepend("CKA_EXTRACTABLE").Where(attributes.Contains)];
        string[] parts =
        [
            .. missing.Length == 0 ? [] : new[] { $"that it does not have {StepWords.And(missing)}" },
            .. notTold.Count == 0 ? [] : new[] { $"nothing of {StepWords.And(notTold)}" },
            .. more.Length == 0 ? [] : new[] { $"that it has {StepWords.And(more)}" },
        ];
        return parts.Length == 0 ? null : new KeyDifference($"tells {string.Join("; ", parts)}") { Parts = parts };
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
