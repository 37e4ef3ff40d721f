using System.Numerics;
using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>The CAs of the registry: the boot kit's and those of the ceremony.</summary>
internal static class Authorities
{
    /// <summary>DER of the certificates of all CAs that are not revoked.</summary>
    public static IReadOnlyList<byte[]> InForce(Registry registry) => [.. All(registry).Where(each => !registry.IsRevoked(each.Ca)).Select(each => each.Certificate)];

    /// <summary>DER of the certificate of the CA of that name; null where there is none.</summary>
    public static byte[]? Certificate(Registry registry, string ca) => All(registry).LastOrDefault(each => each.Ca == ca).Certificate;

    /// <summary>The name of the revoked CA that signed a certificate; null where that CA is not revoked.</summary>
    public static string? RevokedIssuer(Registry registry, byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return All(registry).LastOrDefault(each => registry.IsRevoked(each.Ca) && IsFrom(view, each.Certificate)).Ca;
    }

    /// <summary>The active officers whose certificates a CA issued.</summary>
    public static IReadOnlyList<OfficerCreated> OfficersOf(Registry registry, string ca) =>
        Certificate(registry, ca) is { } above ? [.. registry.ActiveOfficers.Where(each => IsFrom(CertificateView.Read(each.Certificate), above))] : [];

    /// <summary>
    /// Every certificate that a CA is known to have issued, including its own; each once, sorted by serial number. Throws
    /// <see cref="PkiException"/> where one cannot be read.
    /// </summary>
    public static IReadOnlyList<CertificateView> IssuedBy(Registry registry, string ca)
    {
        IEnumerable<byte[]> ofKit = registry.All<BootKitOpened>().Where(kit => kit.Ca == ca)
            .SelectMany(kit => kit.Issued.Concat(registry.All<OfficerRecognised>().Where(officer => officer.Bootstrap).Select(officer => officer.Certificate)));
        IEnumerable<byte[]> ofCeremony = registry.All<CertificateIssued>().Where(issued => issued.Issuer == ca).Select(issued => issued.Certificate);
        IEnumerable<byte[]> own = Certificate(registry, ca) is { } certificate ? [certificate] : [];
        return [.. ofKit.Concat(ofCeremony).Concat(own).Select(CertificateView.Read).DistinctBy(each => each.SerialNumber).OrderBy(Number)];
    }

    private static IEnumerable<(string Ca, byte[] Certificate)> All(Registry registry) =>
        registry.All<BootKitOpened>().Select(kit => (kit.Ca, kit.Certificate)).Concat(registry.All<CaCreated>().Select(ca => (ca.Ca, ca.Certificate)));

    private static bool IsFrom(CertificateView certificate, byte[] above) => certificate.IsSignedBy(CertificateView.Read(above).PublicKey);

    private static BigInteger Number(CertificateView certificate) => new(Convert.FromHexString(certificate.SerialNumber), isUnsigned: false, isBigEndian: true);
}
