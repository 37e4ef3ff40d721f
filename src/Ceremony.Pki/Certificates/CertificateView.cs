using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>A certificate as it can be read. Reading does not judge: see <see cref="Lint"/> and <see cref="Chains"/>.</summary>
public sealed class CertificateView
{
    private readonly TbsParts _tbs;

    // By the array itself, which a view gives out again and again: a long record asks about few keys many times.
    private readonly ConcurrentDictionary<byte[], bool> _signedBy = new(ReferenceEqualityComparer.Instance);

    private CertificateView(byte[] der, CertificateParts parts)
    {
        Der = der;
        _tbs = parts.Tbs;
        Subject = Names.Text(_tbs.Subject);
        Issuer = Names.Text(_tbs.Issuer);
        SerialNumber = Convert.ToHexStringLower(_tbs.Serial);
        SignatureAlgorithm = AlgorithmIdentifiers.NameOf(parts.Algorithm);
        var key = PublicKeyInfo.Read(_tbs.PublicKey);
        KeyAlgorithm = key.Name;
        KeySha256 = Convert.ToHexStringLower(SHA256.HashData(key.Identity(_tbs.PublicKey)));
        SubjectKeyIdentifier = Value(Oids.SubjectKeyIdentifier, ExtensionValues.SubjectKeyIdentifier);
        AuthorityKeyIdentifier = Value(Oids.AuthorityKeyIdentifier, ExtensionValues.AuthorityKeyIdentifier);
        KeyUsage = Value(Oids.KeyUsage, value => ExtensionValues.KeyUsage(value) ?? throw new PkiException("a certificate's key usage has bits that have no name")) ?? [];
        ExtendedKeyUsage = Value(Oids.ExtendedKeyUsage, ExtensionValues.ExtendedKeyUsage) ?? [];
        AlternativeNames = Value(Oids.SubjectAltName, Pki.AlternativeNames.Read) ?? [];
        if (_tbs.Extensions.Select(each => each.Oid).Distinct().Count() != _tbs.Extensions.Count)
            throw new PkiException("a certificate has an extension more than once (RFC 5280 §4.2)");
        if (_tbs.Find(Oids.BasicConstraints) is { } constraints)
            (IsCa, PathLength, _) = ExtensionValues.BasicConstraints(constraints.Value);
    }

    /// <summary>The whole certificate.</summary>
    public byte[] Der { get; }

    /// <summary>The subject as escaped text: see <see cref="Names.Text"/>. Not to be escaped again.</summary>
    public string Subject { get; }

    /// <summary>The issuer as escaped text.</summary>
    public string Issuer { get; }

    /// <summary>DER of the subject's Name.</summary>
    public byte[] SubjectDer => _tbs.Subject;

    /// <summary>DER of the issuer's Name.</summary>
    public byte[] IssuerDer => _tbs.Issuer;

    /// <summary>The serial number's bytes in lower-case hex.</summary>
    public string SerialNumber { get; }

    /// <summary>The first second of the validity.</summary>
    public DateTimeOffset NotBefore => _tbs.NotBefore.At;

    /// <summary>The last second of the validity.</summary>
    public DateTimeOffset NotAfter => _tbs.NotAfter.At;

    /// <summary>DER of the SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey => _tbs.PublicKey;

    /// <summary>Null where there is none.</summary>
    public byte[]? SubjectKeyIdentifier { get; }

    /// <summary>Null where there is none, or where it does not name the issuer by its key.</summary>
    public byte[]? AuthorityKeyIdentifier { get; }

    /// <summary>Names of RFC 5280 §4.2.1.3; empty where there is no such extension.</summary>
    public IReadOnlyList<string> KeyUsage { get; }

    /// <summary>Names of RFC 5280 §4.2.1.12, or dotted identifiers; empty where there is no such extension.</summary>
    public IReadOnlyList<string> ExtendedKeyUsage { get; }

    /// <summary>Subject alternative names such as <c>DNS:localhost</c> (RFC 5280 §4.2.1.6), those of other types or forms in hex: safe to show. Empty where there is no such extension.</summary>
    public IReadOnlyList<string> AlternativeNames { get; }

    /// <summary>Whether it says what its key may be used for; without that extension, the key may be used for anything.</summary>
    public bool HasKeyUsage => _tbs.Find(Oids.KeyUsage) is not null;

    /// <summary>Whether it says that it is a CA's.</summary>
    public bool IsCa { get; }

    /// <summary>How many CAs may come between it and an end entity; null for any number.</summary>
    public int? PathLength { get; }

    /// <summary>Such as <c>sha256-rsa</c>, or a dotted identifier.</summary>
    public string SignatureAlgorithm { get; }

    /// <summary>Such as <c>rsa-2048</c> or <c>ec-p256</c>, or a dotted identifier.</summary>
    public string KeyAlgorithm { get; }

    /// <summary>SHA-256 of the whole certificate, lower-case hex.</summary>
    public string Sha256 => field ??= Convert.ToHexStringLower(SHA256.HashData(Der));

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hex.</summary>
    public string SpkiSha256 => field ??= Convert.ToHexStringLower(SHA256.HashData(PublicKey));

    /// <summary>The same value for one key in any encoding and with any RSA exponent, lower-case hex; where both are as they should be, there is one such value for each <see cref="SpkiSha256"/>.</summary>
    public string KeySha256 { get; }

    /// <summary>Whether issuer and subject are the same byte for byte (RFC 5280 §3.2: self-issued).</summary>
    public bool IsSelfIssued => IssuerDer.AsSpan().SequenceEqual(SubjectDer);

    /// <summary>The first critical extension that this program does not know, dotted; null where there is none (RFC 5280 §4.2).</summary>
    public string? UnknownCriticalExtension => _tbs.Extensions.FirstOrDefault(each => each.Critical && !Oids.KnownExtensions.Contains(each.Oid))?.Oid;

    /// <summary>Reads DER. Throws <see cref="PkiException"/>.</summary>
    public static CertificateView Read(byte[] der) => Pki.Der.Read("a certificate", () => new CertificateView(der, CertificateParts.Read(der)));

    /// <summary>Whether it was signed by that key, in software.</summary>
    public bool IsSignedBy(byte[] issuerPublicKey) => _signedBy.GetOrAdd(issuerPublicKey, key => CertificateParts.Read(Der).IsSignedBy(key));

    /// <summary>All of it, for people.</summary>
    public IReadOnlyList<Detail> Describe() => [.. TbsText.Describe(CertificateParts.Read(Der).TbsDer), new Detail("SHA-256", Sha256)];

    /// <summary>What is inside the OCTET STRING of an extension; null where there is none.</summary>
    internal byte[]? Extension(string oid) => _tbs.Find(oid)?.Value;

    private T? Value<T>(string oid, Func<byte[], T> read) => _tbs.Find(oid) is { } extension ? read(extension.Value) : default;
}
