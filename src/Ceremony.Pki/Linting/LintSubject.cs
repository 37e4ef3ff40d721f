using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>The bytes under judgement, taken apart once for all checks.</summary>
/// <param name="Der">The TBSCertificate.</param>
/// <param name="Tbs">Its parts.</param>
/// <param name="Key">The subject's key.</param>
/// <param name="Issuer">The parts of the issuer's certificate; its own where it is self-signed.</param>
/// <param name="IssuerKey">The issuer's key.</param>
/// <param name="IsSelfSigned">Whether no issuer's certificate was given.</param>
internal sealed record LintSubject(byte[] Der, TbsParts Tbs, PublicKeyInfo Key, TbsParts Issuer, PublicKeyInfo IssuerKey, bool IsSelfSigned)
{
    /// <summary>Null where the extension is missing or cannot be read; another check reports the latter.</summary>
    public IReadOnlyList<string>? KeyUsage => Value(Tbs, Oids.KeyUsage, ExtensionValues.KeyUsage);

    /// <summary>Null where the extension is missing or cannot be read.</summary>
    public IReadOnlyList<string>? ExtendedKeyUsage => Value(Tbs, Oids.ExtendedKeyUsage, ExtensionValues.ExtendedKeyUsage);

    /// <summary>Null where the extension is missing or cannot be read.</summary>
    public IReadOnlyList<string>? AlternativeNames => Value(Tbs, Oids.SubjectAltName, Pki.AlternativeNames.Read);

    public bool IsCa => ReadConstraints(Tbs).IsCa;

    public bool IssuerIsCa => ReadConstraints(Issuer).IsCa;

    public byte[]? SubjectKeyIdentifier => Value(Tbs, Oids.SubjectKeyIdentifier, ExtensionValues.SubjectKeyIdentifier);

    public byte[]? AuthorityKeyIdentifier => Value(Tbs, Oids.AuthorityKeyIdentifier, ExtensionValues.AuthorityKeyIdentifier);

    public byte[]? IssuerKeyIdentifier => Value(Issuer, Oids.SubjectKeyIdentifier, ExtensionValues.SubjectKeyIdentifier);

    public IReadOnlyList<string>? IssuerKeyUsage => Value(Issuer, Oids.KeyUsage, ExtensionValues.KeyUsage);

    public int? PathLength => ReadConstraints(Tbs).PathLength;

    public int? IssuerPathLength => ReadConstraints(Issuer).PathLength;

    /// <summary>Throws <see cref="PkiException"/>.</summary>
    public static LintSubject Read(byte[] tbs, byte[]? issuerCertificate)
    {
        TbsParts parts = TbsParts.Read(tbs);
        TbsParts issuer = issuerCertificate is null ? parts : CertificateParts.Read(issuerCertificate).Tbs;
        return new LintSubject(tbs, parts, PublicKeyInfo.Read(parts.PublicKey), issuer, PublicKeyInfo.Read(issuer.PublicKey), issuerCertificate is null);
    }

    private static (bool IsCa, int? PathLength) ReadConstraints(TbsParts tbs)
    {
        try
        {
            if (tbs.Find(Oids.BasicConstraints) is not { } extension)
                return (false, null);
            (bool isCa, int? pathLength, _) = ExtensionValues.BasicConstraints(extension.Value);
            return (isCa, pathLength);
        }
        catch (AsnContentException)
        {
            return (false, null);
        }
    }

    private static T? Value<T>(TbsParts tbs, string oid, Func<byte[], T?> read)
        where T : class
    {
        try
        {
            return tbs.Find(oid) is { } extension ? read(extension.Value) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
