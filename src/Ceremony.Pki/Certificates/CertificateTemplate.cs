using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>What a certificate allows its key to do.</summary>
/// <param name="IsCa">Whether it is a CA's (RFC 5280 §4.2.1.9).</param>
/// <param name="PathLength">How many CAs may come between it and an end entity; null for any number, and for end entities.</param>
/// <param name="KeyUsage">Names of RFC 5280 §4.2.1.3; empty for no such extension.</param>
/// <param name="ExtendedKeyUsage">Names of RFC 5280 §4.2.1.12, or dotted object identifiers; empty for no such extension.</param>
public sealed record CertificateProfile(bool IsCa, int? PathLength, IReadOnlyList<string> KeyUsage, IReadOnlyList<string> ExtendedKeyUsage)
{
    /// <summary>Subject alternative names such as <c>DNS:localhost</c> (RFC 5280 §4.2.1.6, <see cref="Core.Scripts.AlternativeName"/>); empty for no such extension.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>A CA that signs certificates and CRLs, of any path length.</summary>
    public static readonly CertificateProfile Ca = new(true, null, ["keyCertSign", "cRLSign"], []);

    /// <summary>Somebody who signs: an officer.</summary>
    public static readonly CertificateProfile Signer = new(false, null, ["digitalSignature", "nonRepudiation"], []);
}

/// <summary>Everything in a certificate except the signature.</summary>
/// <param name="SerialNumber">Big-endian, positive: see <see cref="SerialNumbers"/>.</param>
/// <param name="Issuer">DER of the issuer's Name, copied byte for byte from the issuer's certificate.</param>
/// <param name="Subject">DER of the subject's Name.</param>
/// <param name="NotBefore">The first second of the validity; fractions of a second are cut off.</param>
/// <param name="NotAfter">The last second of the validity; fractions of a second are cut off.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="IssuerPublicKey">DER of the issuer's SubjectPublicKeyInfo; the same as <paramref name="PublicKey"/> for a self-signed one.</param>
/// <param name="IssuerKeyIdentifier">The issuer's subject key identifier; null where its certificate has none, and for a self-signed one.</param>
/// <param name="Algorithm">What the issuer's key signs with.</param>
/// <param name="Profile">What the key may do.</param>
public sealed record CertificateTemplate(
    byte[] SerialNumber,
    byte[] Issuer,
    byte[] Subject,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    byte[] PublicKey,
    byte[] IssuerPublicKey,
    byte[]? IssuerKeyIdentifier,
    SignatureAlgorithm Algorithm,
    CertificateProfile Profile);
