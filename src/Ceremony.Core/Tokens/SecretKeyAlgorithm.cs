using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>A kind of secret key and its size, by the name that scripts use.</summary>
/// <param name="Name">The name in scripts and in the journal, such as <c>aes-256</c>.</param>
/// <param name="Bytes">The key's length in bytes, parity bits included.</param>
public sealed record SecretKeyAlgorithm(string Name, int Bytes)
{
    /// <summary>AES (FIPS 197).</summary>
    public static readonly SecretKeyAlgorithm Aes128 = new("aes-128", 16);

    /// <inheritdoc cref="Aes128"/>
    public static readonly SecretKeyAlgorithm Aes192 = new("aes-192", 24);

    /// <inheritdoc cref="Aes128"/>
    public static readonly SecretKeyAlgorithm Aes256 = new("aes-256", 32);

    /// <summary>Triple DES with three keys (NIST SP 800-67), for installations that know nothing newer.</summary>
    public static readonly SecretKeyAlgorithm Des3 = new("des3", 24);

    /// <summary>All that this program generates.</summary>
    public static readonly IReadOnlyList<SecretKeyAlgorithm> All = [Aes128, Aes192, Aes256, Des3];

    /// <summary>Whether it is AES.</summary>
    public bool IsAes => Name != Des3.Name;

    /// <summary>The algorithm of that name, or null.</summary>
    public static SecretKeyAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>The algorithm of that name, as it stands in a record. Throws <see cref="JsonFormatException"/> for one that is not known.</summary>
    public static SecretKeyAlgorithm Read(string name) => Find(name) ?? throw new JsonFormatException($"the secret key algorithm \"{name}\" is not known");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
