using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// What an officer's certificate must be by itself, whoever issued it: an end entity's, with a sound key, for signatures by a person. The
/// authority above the officers may have issued others; the like of a server's has no person behind it.
/// </summary>
internal static class OfficerCertificate
{
    private static readonly string[] Signing = ["digitalSignature", "nonRepudiation"];
    private static readonly HashSet<string> OfServices = new(StringComparer.Ordinal) { "serverAuth", "OCSPSigning", "timeStamping" };

    /// <summary>Why an officer cannot have this certificate, as a clause, or null. Throws <see cref="PkiException"/> where it cannot be read.</summary>
    public static string? Refuse(byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return view switch
        {
            { IsCa: true } => $"the certificate of {view.Subject} is an authority's, not an officer's",
            { HasKeyUsage: true } when !view.KeyUsage.Intersect(Signing).Any() => $"the key of {view.Subject} is not for signatures, as its certificate says",
            _ when view.ExtendedKeyUsage.FirstOrDefault(OfServices.Contains) is { } purpose => $"the certificate of {view.Subject} is a service's, for {purpose}, not an officer's",
            _ => Lint.Key(certificate) is [var finding, ..] ? $"of the certificate of {view.Subject}, {finding.Sentence}" : null,
        };
    }
}
