using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A name stands for one holder (RFC 5280 §4.1.2.6): whoever has another's name in a certificate can be taken for that other.</summary>
internal static class TakenSubjects
{
    /// <summary>A refusal where a CA or another holder has that name in a certificate already; null where nobody has.</summary>
    /// <param name="registry">What was issued by now.</param>
    /// <param name="subject">The name that would be certified.</param>
    /// <param name="holder">Whom it would stand for, as registered.</param>
    public static StepResult? Refuse(Registry registry, IReadOnlyList<SubjectAttribute> subject, string holder)
    {
        try
        {
            return Refuse(registry, Names.Encode(subject), holder);
        }
        catch (PkiException)
        {
            // A subject that no certificate can hold is refused with its reason where the certificate is drafted.
            return null;
        }
    }

    /// <summary>The same for the DER of a Name. Throws <see cref="PkiException"/> where it is not one.</summary>
    public static StepResult? Refuse(Registry registry, byte[] name, string holder) =>
        Owners(registry).FirstOrDefault(owner => owner.Holder != holder && Names.IsSame(name, CertificateView.Read(owner.Certificate).SubjectDer)) is { Owner: { } taken }
            ? new StepResult.Refused(
                "subject-taken",
                $"The name {Names.Text(name)} belongs to {taken} already; a certificate for {holder} needs another.",
                "Abort and have one of the subjects in the script changed.")
            : null;

    private static IEnumerable<(string? Owner, string Holder, byte[] Certificate)> Owners(Registry registry) =>
    [
        .. registry.All<BootKitOpened>().Select(kit => ((string?)"the Boot CA", "", kit.Certificate)),
        .. registry.All<CaCreated>().Select(ca => ((string?)$"the CA \"{ca.Ca}\"", "", ca.Certificate)),
        .. registry.All<OfficerRecognised>().Select(officer => ((string?)$"{officer.Officer}, {officer.Person}", officer.Person, officer.Certificate)),
        .. registry.All<CertificateIssued>().Select(issued => ((string?)issued.Subject, issued.Subject, issued.Certificate)),
    ];
}
