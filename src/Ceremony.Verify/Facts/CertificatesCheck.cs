using Ceremony.Core.Facts;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Every certificate in the registry verifies under its issuer, and holds the key that is in the registry.</summary>
internal static class CertificatesCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var serials = new HashSet<string>(StringComparer.Ordinal);
        return Check.EachLine(["step-done"], line => Evidence.Facts(line).Select(fact => Problem(evidence, line, fact, serials)).OfType<string>()).Concat(ValidBeforeCheck.Problems(evidence));
    }

    private static string? Problem(Evidence evidence, JournalLine line, CeremonyFact fact, HashSet<string> serials)
    {
        Registry registry = evidence.RegistryAfter(line);
        return fact switch
        {
            BootKitOpened kit => OfKit(kit) ?? Chain(evidence, line, kit.Certificate),
            OfficerRecognised officer => Chain(evidence, line, officer.Certificate),
            CaCreated ca => Authority(registry, ca) ?? Chain(evidence, line, ca.Certificate),
            CertificateIssued issued => Issued(registry, issued, serials) ?? Chain(evidence, line, issued.Certificate),
            OfficerCreated officer => registry.Find<CertificateIssued>(each => each.Certificate.AsSpan().SequenceEqual(officer.Certificate)) is { } issued
                && issued.Token == officer.Token && issued.KeyId == officer.KeyId && IsInFile(registry, officer) && IsLatest(registry, officer)
                    ? Chain(evidence, line, officer.Certificate)
                    : $"the certificate of {officer.Officer} was not issued here for that {(officer.File is null ? "card" : "soft token")}",
            _ => null,
        };
    }

    // A certificate that was replaced is not on the card any more.
    private static bool IsLatest(Registry registry, OfficerCreated officer) => officer.Token is not { } card
        || registry.Find<CertificateIssued>(each => each.Token == card && each.KeyId == officer.KeyId)?.Certificate.AsSpan().SequenceEqual(officer.Certificate) == true;

    // An officer's key is on a card, or in a soft token whose PIN only that person knows.
    private static bool IsInFile(Registry registry, OfficerCreated officer) => officer.File is null
        ? officer.Token is not null
        : registry.All<SoftTokenIssued>().Any(each => each.File == officer.File && each.Holder == officer.Person && each.Certificate.AsSpan().SequenceEqual(officer.Certificate));

    private static string? OfKit(BootKitOpened kit)
    {
        CertificateView ca = CertificateView.Read(kit.Certificate);
        return kit.Issued.Select(CertificateView.Read).FirstOrDefault(each => !each.IssuerDer.AsSpan().SequenceEqual(ca.SubjectDer) || !each.IsSignedBy(ca.PublicKey)) is { } other
            ? $"the certificate of {other.Subject} is not one that the Boot CA issued"
            : null;
    }

    private static string? Authority(Registry registry, CaCreated ca) =>
        registry.Key(ca.Key) is { } key && key.PublicKey.AsSpan().SequenceEqual(CertificateView.Read(ca.Certificate).PublicKey)
            ? null
            : $"the key in the certificate of \"{ca.Ca}\" is not \"{ca.Key}\"";

    private static string? Issued(Registry registry, CertificateIssued issued, HashSet<string> serials)
    {
        CertificateView certificate = CertificateView.Read(issued.Certificate);
        if (registry.Ca(issued.Issuer) is not { } issuer
            || CertificateView.Read(issuer.Certificate) is not { } above
            || !above.SubjectDer.AsSpan().SequenceEqual(certificate.IssuerDer)
            || !certificate.IsSignedBy(above.PublicKey))
        {
            return $"the certificate of {issued.Subject} is not one that \"{issued.Issuer}\" issued";
        }

        if (certificate.SerialNumber != issued.SerialNumber || !serials.Add($"{issued.Issuer}/{certificate.SerialNumber}"))
        {
            return $"the serial number of the certificate of {issued.Subject} is wrong, or was given before";
        }

        return issued.Token is null || registry.All<CardProduced>().Where(card => card.Token == issued.Token).SelectMany(card => card.Keys)
            .Any(key => key.Id == issued.KeyId && key.PublicKey.AsSpan().SequenceEqual(certificate.PublicKey))
                ? null
                : $"the key in the certificate of {issued.Subject} is not on that card";
    }

    private static string? Chain(Evidence evidence, JournalLine line, byte[] certificate) =>
        Chains.Refuse(evidence.Certificates.Read(certificate), evidence.AuthoritiesAfter(line), line.Time);
}
