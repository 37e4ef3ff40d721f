using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>How bytes are hashed and signed, by the name that scripts and the journal use.</summary>
/// <param name="Name">The name, such as <c>sha256-rsa</c>.</param>
/// <param name="HashBits">256, 384 or 512.</param>
/// <param name="Family">RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), DSA or ECDSA; of the latter two a raw signature is r‖s.</param>
public sealed record SignatureAlgorithm(string Name, int HashBits, KeyFamily Family)
{
    /// <summary>sha256WithRSAEncryption.</summary>
    public static readonly SignatureAlgorithm Sha256Rsa = new("sha256-rsa", 256, KeyFamily.Rsa);

    /// <summary>sha384WithRSAEncryption.</summary>
    public static readonly SignatureAlgorithm Sha384Rsa = new("sha384-rsa", 384, KeyFamily.Rsa);

    /// <summary>sha512WithRSAEncryption.</summary>
    public static readonly SignatureAlgorithm Sha512Rsa = new("sha512-rsa", 512, KeyFamily.Rsa);

    /// <summary>ecdsa-with-SHA256.</summary>
    public static readonly SignatureAlgorithm Sha256Ecdsa = new("sha256-ecdsa", 256, KeyFamily.Ec);

    /// <summary>ecdsa-with-SHA384.</summary>
    public static readonly SignatureAlgorithm Sha384Ecdsa = new("sha384-ecdsa", 384, KeyFamily.Ec);

    /// <summary>id-dsa-with-sha256 (RFC 5758 §3.1), for requests only.</summary>
    public static readonly SignatureAlgorithm Sha256Dsa = new("sha256-dsa", 256, KeyFamily.Dsa);

    /// <summary>All that this program signs with.</summary>
    public static readonly IReadOnlyList<SignatureAlgorithm> All = [Sha256Rsa, Sha384Rsa, Sha512Rsa, Sha256Ecdsa, Sha384Ecdsa, Sha256Dsa];

    /// <summary>All that certificates are signed with.</summary>
    public static readonly IReadOnlyList<SignatureAlgorithm> OfCertificates = [.. All.Where(algorithm => algorithm.Family != KeyFamily.Dsa)];

    /// <summary>Whether it is RSA.</summary>
    public bool IsRsa => Family == KeyFamily.Rsa;

    /// <summary>The algorithm of that name, or null.</summary>
    public static SignatureAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>The algorithm of that name, as it stands in a record. Throws <see cref="JsonFormatException"/> for one that is not known.</summary>
    public static SignatureAlgorithm Read(string name) => Find(name) ?? throw new JsonFormatException($"the signature algorithm \"{name}\" is not known");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
