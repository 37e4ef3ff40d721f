namespace Ceremony.Core.Tokens;

/// <summary>How bytes are hashed and signed, by the name that scripts and the journal use.</summary>
/// <param name="Name">The name, such as <c>sha256-rsa</c>.</param>
/// <param name="HashBits">256, 384 or 512.</param>
/// <param name="IsRsa">RSASSA-PKCS1-v1_5 (RFC 8017 §8.2); otherwise ECDSA, whose raw signature is r‖s.</param>
public sealed record SignatureAlgorithm(string Name, int HashBits, bool IsRsa)
{
    /// <summary>sha256WithRSAEncryption.</summary>
    public static readonly SignatureAlgorithm Sha256Rsa = new("sha256-rsa", 256, true);

    /// <summary>sha384WithRSAEncryption.</summary>
    public static readonly SignatureAlgorithm Sha384Rsa = new("sha384-rsa", 384, true);

    /// <summary>sha512WithRSAEncryption.</summary>
    public static readonly SignatureAlgorithm Sha512Rsa = new("sha512-rsa", 512, true);

    /// <summary>ecdsa-with-SHA256.</summary>
    public static readonly SignatureAlgorithm Sha256Ecdsa = new("sha256-ecdsa", 256, false);

    /// <summary>ecdsa-with-SHA384.</summary>
    public static readonly SignatureAlgorithm Sha384Ecdsa = new("sha384-ecdsa", 384, false);

    /// <summary>All that this program signs with.</summary>
    public static readonly IReadOnlyList<SignatureAlgorithm> All = [Sha256Rsa, Sha384Rsa, Sha512Rsa, Sha256Ecdsa, Sha384Ecdsa];

    /// <summary>The algorithm of that name, or null.</summary>
    public static SignatureAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
