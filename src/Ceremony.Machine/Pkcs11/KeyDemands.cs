using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Pkcs11;

/// <summary>What a key made in a ceremony must be, as read back (PKCS#11 v2.40 §4.4, §4.9, §4.10).</summary>
internal static class KeyDemands
{
    private static readonly string[] AlwaysTrue =
        ["CKA_TOKEN", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_ALWAYS_SENSITIVE", "CKA_NEVER_EXTRACTABLE", "CKA_LOCAL"];

    private static readonly (string Usage, string Attribute)[] Usages = [("sign", "CKA_SIGN"), ("decrypt", "CKA_DECRYPT"), ("unwrap", "CKA_UNWRAP")];

    private static readonly (string Usage, string Attribute)[] SecretUsages =
        [("encrypt", "CKA_ENCRYPT"), ("decrypt", "CKA_DECRYPT"), ("wrap", "CKA_WRAP"), ("unwrap", "CKA_UNWRAP")];

    private static readonly string[] AlwaysFalse = ["CKA_EXTRACTABLE", "CKA_SIGN_RECOVER", "CKA_DERIVE"];

    private static readonly string[] SecretAlwaysFalse = ["CKA_EXTRACTABLE", "CKA_SIGN", "CKA_VERIFY", "CKA_DERIVE"];

    /// <summary>The first demand that a pair does not meet, as the end of a sentence about the key; null where it meets all.</summary>
    public static string? FirstBroken(IReadOnlyList<string> usage, TokenObject privateHalf, TokenObject publicHalf)
    {
        if (FirstBroken(usage, privateHalf, Usages, AlwaysFalse) is { } broken)
            return broken;
        return publicHalf.Attributes.Contains("CKA_TOKEN") ? null : "has no public half that stays on the token (CKA_TOKEN)";
    }

    /// <summary>The same for a secret key.</summary>
    public static string? FirstBroken(IReadOnlyList<string> usage, TokenObject secretKey) => FirstBroken(usage, secretKey, SecretUsages, SecretAlwaysFalse);

    private static string? FirstBroken(IReadOnlyList<string> usage, TokenObject key, (string Usage, string Attribute)[] usages, string[] never)
    {
        IEnumerable<string> demanded = AlwaysTrue.Concat(usages.Where(each => usage.Contains(each.Usage)).Select(each => each.Attribute));
        IEnumerable<string> forbidden = never.Concat(usages.Where(each => !usage.Contains(each.Usage)).Select(each => each.Attribute));
        if (demanded.FirstOrDefault(each => !key.Attributes.Contains(each)) is { } absent)
            return $"does not have {absent}, which is required";
        return forbidden.FirstOrDefault(key.Attributes.Contains) is { } present ? $"has {present}, which is not allowed" : null;
    }
}
