using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>A kind of key pair and its size, by the name that scripts use.</summary>
/// <param name="Name">The name in scripts and in the journal, such as <c>rsa-4096</c>.</param>
/// <param name="Bits">The modulus' or the curve's size in bits.</param>
/// <param name="Family">RSA, DSA or a curve.</param>
/// <param name="Curve">The curve's object identifier (RFC 5480 §2.1.1.1), or null for RSA and DSA.</param>
public sealed record KeyAlgorithm(string Name, int Bits, KeyFamily Family, string? Curve)
{
    /// <summary>RSA with public exponent 65537.</summary>
    public static readonly KeyAlgorithm Rsa2048 = new("rsa-2048", 2048, KeyFamily.Rsa, null);

    /// <inheritdoc cref="Rsa2048"/>
    public static readonly KeyAlgorithm Rsa3072 = new("rsa-3072", 3072, KeyFamily.Rsa, null);

    /// <inheritdoc cref="Rsa2048"/>
    public static readonly KeyAlgorithm Rsa4096 = new("rsa-4096", 4096, KeyFamily.Rsa, null);

    /// <summary>NIST P-256, secp256r1.</summary>
    public static readonly KeyAlgorithm EcP256 = new("ec-p256", 256, KeyFamily.Ec, "1.2.840.10045.3.1.7");

    /// <summary>NIST P-384, secp384r1.</summary>
    public static readonly KeyAlgorithm EcP384 = new("ec-p384", 384, KeyFamily.Ec, "1.3.132.0.34");

    /// <summary>DSA with a prime of 2048 bits and a subprime of 256 (FIPS 186-4 §4.2), for requests only.</summary>
    public static readonly KeyAlgorithm Dsa2048 = new("dsa-2048", 2048, KeyFamily.Dsa, null);

    /// <summary>All that this program generates.</summary>
    public static readonly IReadOnlyList<KeyAlgorithm> All = [Rsa2048, Rsa3072, Rsa4096, EcP256, EcP384, Dsa2048];

    /// <summary>Whether it is RSA.</summary>
    public bool IsRsa => Family == KeyFamily.Rsa;

    /// <summary>The signature algorithm that fits the key: SHA-256, or SHA-384 for P-384.</summary>
    public SignatureAlgorithm Signature => Family switch
    {
        KeyFamily.Rsa => SignatureAlgorithm.Sha256Rsa,
        KeyFamily.Dsa => SignatureAlgorithm.Sha256Dsa,
        _ => Bits > 256 ? SignatureAlgorithm.Sha384Ecdsa : SignatureAlgorithm.Sha256Ecdsa,
    };

    /// <summary>The algorithm of that name, or null.</summary>
    public static KeyAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>The algorithm of that name, as it stands in a record. Throws <see cref="JsonFormatException"/> for one that is not known.</summary>
    public static KeyAlgorithm Read(string name) => Find(name) ?? throw new JsonFormatException($"the key algorithm \"{name}\" is not known");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
