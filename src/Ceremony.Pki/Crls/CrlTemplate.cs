using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>A revoked certificate on a CRL (RFC 5280 §5.1.2.6).</summary>
/// <param name="SerialNumber">The serial number of the certificate: big-endian, positive.</param>
/// <param name="RevokedAt">When it was revoked; fractions of a second are cut off.</param>
/// <param name="Reason">One of <see cref="CrlReasons.Names"/>.</param>
public sealed record CrlEntry(byte[] SerialNumber, DateTimeOffset RevokedAt, string Reason);

/// <summary>Everything in a CRL except the signature.</summary>
/// <param name="IssuerCertificate">DER of the CA's certificate: its subject and its key identifier are copied byte for byte.</param>
/// <param name="Number">The CRL number, at least 0 (RFC 5280 §5.2.3).</param>
/// <param name="ThisUpdate">When it was made; fractions of a second are cut off.</param>
/// <param name="NextUpdate">When the next one is due at the latest: <see cref="Crls.Never"/> for the last of a CA.</param>
/// <param name="Entries">The entries, in the order in which they are written.</param>
/// <param name="Algorithm">What the CA's key signs with.</param>
public sealed record CrlTemplate(
    byte[] IssuerCertificate,
    long Number,
    DateTimeOffset ThisUpdate,
    DateTimeOffset NextUpdate,
    IReadOnlyList<CrlEntry> Entries,
    SignatureAlgorithm Algorithm);
