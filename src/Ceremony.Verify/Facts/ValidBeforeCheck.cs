using Ceremony.Core.Facts;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Nothing that a ceremony made is valid from before it began, by the clock that its own lines show.</summary>
internal static class ValidBeforeCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        if (!evidence.Rules.ComparesClock)
        {
            return [];
        }

        // Where the clock was ahead and was set right, the ceremony began at the earliest time that a line has: no line is earlier than another without a word.
        DateTimeOffset began = DateTimeOffset.MaxValue;
        return Check.EachLine(line =>
        {
            DateTimeOffset at = line.Time;
            began = at < began ? at : began;
            return line.Kind == "step-done" ? Evidence.Facts(line).SelectMany(Begins).Where(each => each.From < began - ClockCheck.Tolerated).Select(each => $"{each.What} is valid from before the ceremony began") : [];
        });
    }

    private static IEnumerable<(string What, DateTimeOffset From)> Begins(CeremonyFact fact) => fact switch
    {
        CaCreated ca => [($"the certificate of the CA \"{ca.Ca}\"", CertificateView.Read(ca.Certificate).NotBefore)],
        CertificateIssued issued => [($"the certificate of {issued.Subject}", CertificateView.Read(issued.Certificate).NotBefore)],
        OfficerRecognised { Origin: "console" } officer => [($"the certificate of {officer.Officer}", CertificateView.Read(officer.Certificate).NotBefore)],
        CrlIssued crl => [($"the CRL of the CA \"{crl.Ca}\"", CrlView.Read(crl.Crl).ThisUpdate)],
        _ => [],
    };
}
