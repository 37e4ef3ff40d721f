using System.Formats.Asn1;
using System.Numerics;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What a certificate revocation list says (RFC 5280 §5.1).</summary>
/// <param name="Issuer">DER of the issuer's Name.</param>
/// <param name="Number">The CRL number (§5.2.3).</param>
/// <param name="Serials">The serial numbers on it, lower-case hex, in their order.</param>
internal sealed record CrlBytes(byte[] Issuer, BigInteger Number, IReadOnlyList<string> Serials)
{
    private const string CrlNumber = "2.5.29.20";

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Reads the whole CRL. Throws <see cref="PkiException"/>.</summary>
    public static CrlBytes Read(byte[] crl)
    {
        try
        {
            return ReadTbs(CertificateBytes.Of(crl).Tbs);
        }
        catch (AsnContentException)
        {
            throw new PkiException("a CRL cannot be read");
        }
    }

    /// <summary>Reads the part that is signed, the TBSCertList. Throws <see cref="AsnContentException"/>.</summary>
    public static CrlBytes ReadTbs(byte[] tbs)
    {
        AsnReader parts = new AsnReader(tbs, AsnEncodingRules.DER).ReadSequence();
        parts.ReadInteger();
        parts.ReadSequence();
        byte[] issuer = parts.PeekTag() == Asn1Tag.Sequence ? parts.ReadEncodedValue().ToArray() : throw new AsnContentException();
        Time(parts);
        if (IsTime(parts))
        {
            Time(parts);
        }

        string[] serials = parts.HasData && parts.PeekTag() == Asn1Tag.Sequence ? [.. Entries(parts.ReadSequence())] : [];
        BigInteger number = NumberIn(parts.ReadSequence(Extensions).ReadSequence());
        parts.ThrowIfNotEmpty();
        return new CrlBytes(issuer, number, serials);
    }

    private static IEnumerable<string> Entries(AsnReader entries)
    {
        while (entries.HasData)
        {
            yield return Convert.ToHexStringLower(entries.ReadSequence().ReadIntegerBytes().Span);
        }
    }

    private static BigInteger NumberIn(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() == CrlNumber)
            {
                return new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadInteger();
            }
        }

        throw new AsnContentException();
    }

    private static bool IsTime(AsnReader parts) => parts.HasData && (parts.PeekTag() == Asn1Tag.UtcTime || parts.PeekTag() == Asn1Tag.GeneralizedTime);

    // 2049 or before as UTCTime, later as GeneralizedTime (§5.1.2.4).
    private static void Time(AsnReader parts)
    {
        if (!IsTime(parts))
        {
            throw new AsnContentException();
        }

        parts.ReadEncodedValue();
    }
}
