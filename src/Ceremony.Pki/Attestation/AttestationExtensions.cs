using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Globalization;

namespace Ceremony.Pki;

/// <summary>
/// What the vendors' own extensions of attested certificates tell. Yubico's are under 1.3.6.1.4.1.41482: arc 3 is PIV's, arc 4 the YubiHSM 2's (Yubico, "PIV Attestation" and "YubiHSM 2: Attestation").
/// Thales says by extended key usages under 1.3.6.1.4.1.12383 what a certificate of a Luna HSM is for (Thales, luna-pkc-validator).
/// </summary>
internal static class AttestationExtensions
{
    private const string OfPiv = "1.3.6.1.4.1.41482.3.7";
    private const string OfYubiHsm = "1.3.6.1.4.1.41482.4.2";
    private const string OfLuna = "1.3.6.1.4.1.12383.2.1";
    private const string Origin = "1.3.6.1.4.1.41482.4.3";

    private const int LunaSerialBytes = 4;

    // Generated in the device, and neither imported (2) nor imported under wrap (16), which is said beside how it first came about.
    private const byte Generated = 1;

    // Root, manufacturer, hardware origin and device, of the RSA chain and of the ECC chain: all but the one that attests a key. The roots have no basic constraints.
    private static readonly HashSet<string> OfLunasAuthorities = new(StringComparer.Ordinal)
    {
        "1.3.6.1.4.1.12383.1.1", "1.3.6.1.4.1.12383.1.7", "1.3.6.1.4.1.12383.1.8", "1.3.6.1.4.1.12383.1.12", "1.3.6.1.4.1.12383.1.14", "1.3.6.1.4.1.12383.1.15",
    };

    /// <summary>The serial number of the device, in decimal digits; null where the certificate does not tell it.</summary>
    public static string? DeviceSerial(CertificateView certificate) => (certificate.Extension(OfPiv) ?? certificate.Extension(OfYubiHsm)) is { } value ? Integer(value) : null;

    /// <summary>The serial number of a Luna HSM, in decimal digits; null where the certificate does not tell it. Its partitions, which are the tokens, have serial numbers of their own.</summary>
    public static string? LunaSerial(CertificateView certificate) =>
        certificate.Extension(OfLuna) is { Length: LunaSerialBytes } value ? BinaryPrimitives.ReadUInt32LittleEndian(value).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Whether the certificate says that its key was not made in the device: a YubiHSM 2 attests imported keys, too.</summary>
    public static bool IsImported(CertificateView certificate) => certificate.Extension(Origin) is { } value && !IsGenerated(value);

    /// <summary>Whether a certificate without basic constraints is one of a Luna HSM that certifies others.</summary>
    public static bool IsLunasAuthority(CertificateView certificate) => certificate.ExtendedKeyUsage.Any(OfLunasAuthorities.Contains);

    private static string? Integer(byte[] value)
    {
        try
        {
            var reader = new AsnReader(value, AsnEncodingRules.DER);
            string number = reader.ReadInteger().ToString(CultureInfo.InvariantCulture);
            return reader.HasData ? null : number;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static bool IsGenerated(byte[] value)
    {
        try
        {
            return new AsnReader(value, AsnEncodingRules.DER).ReadBitString(out _) is [Generated];
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
