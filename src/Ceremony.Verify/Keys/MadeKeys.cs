using Ceremony.Core.Tokens;

namespace Ceremony.Verify;

/// <summary>
/// What a key that a token made must be to be what officers agreed to: of that kind and size, for those uses, and never readable outside the token
/// (PKCS#11 v2.40 §4.9, §4.10). What is wrong with one is given as a clause.
/// </summary>
internal static class MadeKeys
{
    private static readonly string[] Always = ["CKA_TOKEN", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_ALWAYS_SENSITIVE", "CKA_NEVER_EXTRACTABLE", "CKA_LOCAL"];

    private static readonly string[] NeverOfPair = ["CKA_EXTRACTABLE", "CKA_SIGN_RECOVER", "CKA_DERIVE"];
    private static readonly string[] NeverOfSecret = ["CKA_EXTRACTABLE", "CKA_SIGN", "CKA_VERIFY", "CKA_DERIVE"];

    private static readonly Dictionary<string, string> OfPair = new(StringComparer.Ordinal) { ["sign"] = "CKA_SIGN", ["decrypt"] = "CKA_DECRYPT", ["unwrap"] = "CKA_UNWRAP" };

    private static readonly Dictionary<string, string> OfSecret = new(StringComparer.Ordinal)
    {
        ["encrypt"] = "CKA_ENCRYPT",
        ["decrypt"] = "CKA_DECRYPT",
        ["wrap"] = "CKA_WRAP",
        ["unwrap"] = "CKA_UNWRAP",
    };

    /// <summary>What is wrong with a key pair.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="algorithm">Its kind and size.</param>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo.</param>
    /// <param name="usage">What it was to be for.</param>
    /// <param name="told">What its token tells of it.</param>
    public static string? OfPairs(string key, string algorithm, byte[] publicKey, IReadOnlyList<string> usage, ToldAttributes told) =>
        OfPublicKey(key, algorithm, publicKey) ?? OfAttributes(key, usage, told, OfPair, NeverOfPair);

    /// <summary>What is wrong with a secret key.</summary>
    public static string? OfSecrets(string key, string algorithm, IReadOnlyList<string> usage, ToldAttributes told) => SecretKeyAlgorithm.Find(algorithm) is null
        ? $"the secret key \"{key}\" is {algorithm}, which is no kind of secret key"
        : OfAttributes(key, usage, told, OfSecret, NeverOfSecret);

    /// <summary>What is wrong with a public key that is said to be of an algorithm.</summary>
    public static string? OfPublicKey(string key, string algorithm, byte[] publicKey) => KeyAlgorithm.Find(algorithm) is null
        ? $"the key \"{key}\" is {algorithm}, which is no kind of key pair"
        : PublicKeyBytes.Algorithm(publicKey) switch
        {
            null => $"the public key of \"{key}\" is no {algorithm} key: it cannot be read as a sound key",
            var other when other != algorithm => $"the public key of \"{key}\" is {other}, not {algorithm}",
            _ => null,
        };

    private static string? OfAttributes(string key, IReadOnlyList<string> usage, ToldAttributes told, Dictionary<string, string> uses, string[] never)
    {
        IReadOnlyList<string> attributes = told.True;
        if (usage.Count == 0 || usage.FirstOrDefault(each => !uses.ContainsKey(each)) is not null)
        {
            return $"the key \"{key}\" is for no known use";
        }

        IEnumerable<string> demanded = Always.Concat(usage.Select(each => uses[each]));
        IEnumerable<string> forbidden = never.Concat(uses.Where(each => !usage.Contains(each.Key)).Select(each => each.Value));
        return told.MayStand(key, [.. Always.Order(StringComparer.Ordinal), .. usage.Select(each => uses[each])], ["CKA_EXTRACTABLE", .. never.Except(["CKA_EXTRACTABLE"]), .. uses.Where(each => !usage.Contains(each.Key)).Select(each => each.Value)]) ? null
            : demanded.FirstOrDefault(each => !attributes.Contains(each)) is { } missing ? $"the token does not confirm {missing} of the key \"{key}\""
            : forbidden.FirstOrDefault(attributes.Contains) is { } present ? $"the key \"{key}\" has {present}, to which nobody agreed"
            : null;
    }
}
