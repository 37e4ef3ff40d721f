using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>How values read on a screen.</summary>
internal static class StepWords
{
    /// <summary>The SHA-256 of bytes in lower-case hex.</summary>
    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A time as people read it on paper: UTC, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>The kind of key: "RSA key of 4096 bits", "key on the curve P-256".</summary>
    public static string Key(KeyAlgorithm algorithm) => algorithm.Family switch
    {
        KeyFamily.Rsa => $"RSA key of {algorithm.Bits} bits",
        KeyFamily.Dsa => $"DSA key of {algorithm.Bits} bits",
        _ => $"key on the curve P-{algorithm.Bits}",
    };

    /// <summary>The kind of secret key: "AES key of 256 bits", "Triple DES key with three parts".</summary>
    public static string Key(SecretKeyAlgorithm algorithm) => algorithm.IsAes ? $"AES key of {8 * algorithm.Bytes} bits" : "Triple DES key with three parts";

    /// <summary>Items with commas and a last "and".</summary>
    public static string And(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    /// <summary>"1 key", "2 keys".</summary>
    public static string Count(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A noun with its article at the beginning of a sentence: "A key", "An officer".</summary>
    public static string A(string noun) => $"{("aeio".Contains(noun[0]) ? "An" : "A")} {noun}";

    /// <summary>The same with a capital first letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"yes" or "no".</summary>
    public static string YesNo(bool flag) => flag ? "yes" : "no";

    /// <summary>A name as part of a file's name: lower-case ASCII letters and digits, everything else one hyphen.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (char letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        string trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "unnamed" : trimmed;
    }
}
