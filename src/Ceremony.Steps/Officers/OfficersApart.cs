using Ceremony.Core.Desk;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>
/// Two officers are two people with two keys and two names in their certificates: a second certificate does not make somebody a second person. Whoever verifies the archive
/// takes names for the same as <see cref="PersonName.Folded"/> does.
/// </summary>
internal static class OfficersApart
{
    /// <summary>The first certificate whose subject people take for that of an earlier one in the list; null where all differ.</summary>
    public static CertificateView? SameSubject(IEnumerable<byte[]> certificates)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return certificates.Select(CertificateView.Read).FirstOrDefault(certificate => !seen.Add(PersonName.Folded(certificate.Subject)));
    }
}
