using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>A revoked certificate as a CRL names it.</summary>
/// <param name="SerialNumber">The serial number's bytes in lower-case hex.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="Reason">One of <see cref="CrlReasons.Names"/>.</param>
public sealed record RevokedCertificate(string SerialNumber, DateTimeOffset RevokedAt, string Reason);

/// <summary>
/// A CRL as it can be read. Unlike a certificate, a CRL with a part that this program does not know is refused: it could mean less than it
/// seems to (RFC 5280 §5.2, §5.3).
/// </summary>
public sealed class CrlView
{
    private static readonly HashSet<string> Known = [Oids.AuthorityKeyIdentifier, Oids.CrlNumber];

    private readonly CrlParts _parts;
    private readonly SignedParts _signed;

    private CrlView(byte[] der, SignedParts signed)
    {
        Der = der;
        _signed = signed;
        _parts = CrlParts.Read(signed.Bytes);
        RefuseUnknown();
        Issuer = Names.Text(_parts.Issuer);
        SignatureAlgorithm = AlgorithmIdentifiers.NameOf(signed.Algorithm);
        AuthorityKeyIdentifier = _parts.AuthorityKeyIdentifier;
        Number = _parts.Number is { } number ? new BigInteger(number, isUnsigned: false, isBigEndian: true) : null;
        Entries = [.. (_parts.Entries ?? []).Select(each => new RevokedCertificate(
            Convert.ToHexStringLower(each.Serial),
            each.RevokedAt.At,
            each.Reason ?? throw new PkiException("a CRL gives a reason that RFC 5280 §5.3.1 does not define")))];
    }

    /// <summary>The whole CRL.</summary>
    public byte[] Der { get; }

    /// <summary>The issuer as escaped text: see <see cref="Names.Text"/>. Not to be escaped again.</summary>
    public string Issuer { get; }

    /// <summary>DER of the issuer's Name.</summary>
    public byte[] IssuerDer => _parts.Issuer;

    /// <summary>The CRL number; null where there is none.</summary>
    public BigInteger? Number { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ThisUpdate => _parts.ThisUpdate.At;

    /// <summary>When the next one is due at the latest; null where it does not say.</summary>
    public DateTimeOffset? NextUpdate => _parts.NextUpdate?.At;

    /// <summary>The revoked certificates, in their order.</summary>
    public IReadOnlyList<RevokedCertificate> Entries { get; }

    /// <summary>Null where there is none, or where it does not name the issuer by its key.</summary>
    public byte[]? AuthorityKeyIdentifier { get; }

    /// <summary>Such as <c>sha256-rsa</c>, or a dotted identifier.</summary>
    public string SignatureAlgorithm { get; }

    /// <summary>SHA-256 of the whole CRL, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Der));

    /// <summary>Reads DER. Throws <see cref="PkiException"/>.</summary>
    public static CrlView Read(byte[] der) => Pki.Der.Read("a CRL", () =>
        Pki.Der.IsStrict(der) ? new CrlView(der, SignedParts.Read(der)) : throw new AsnContentException("not DER"));

    /// <summary>Whether its signature is one by that key, by the algorithm that it names inside and outside.</summary>
    public bool IsSignedBy(byte[] issuerPublicKey) => _signed.IsSignedBy(issuerPublicKey, _parts.Algorithm);

    /// <summary>Everything in it, for people: as <see cref="SignedBytes.Describe"/>, and its SHA-256.</summary>
    public IReadOnlyList<Detail> Describe() => [.. CrlText.Describe(_parts), new Detail("SHA-256", Sha256)];

    private void RefuseUnknown()
    {
        if (_parts.Extensions.FirstOrDefault(each => !Known.Contains(each.Oid)) is { } unknown)
            throw new PkiException($"a CRL has the extension {unknown.Oid}, which this program does not know");
        if ((_parts.Entries ?? []).SelectMany(each => each.Extensions).FirstOrDefault(each => each.Oid != Oids.ReasonCode) is { } inEntry)
            throw new PkiException($"an entry of a CRL has the extension {inEntry.Oid}, which this program does not know");
        if (LintCrl.Repeats(_parts))
            throw new PkiException("a CRL has an extension more than once (RFC 5280 §4.2)");
    }
}
