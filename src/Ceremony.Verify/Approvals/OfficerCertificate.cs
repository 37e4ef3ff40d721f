using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// What an officer's certificate must be, whoever issued it: an end entity's, with a sound key, for signatures by a person. The
/// authority above the officers may have issued others; a server's, for one, has no person behind it.
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
            { IsCa: true } => $"the certificate of {view.Subject} is that of an authority, not of an officer",
            { HasKeyUsage: true } when !view.KeyUsage.Intersect(Signing).Any() => $"the key of {view.Subject} is not for signatures, according to its certificate",
            _ when view.ExtendedKeyUsage.FirstOrDefault(OfServices.Contains) is { } purpose => $"the certificate of {view.Subject} is that of a service, for {purpose}, not of an officer",
            _ => Lint.Key(certificate) is [var finding, ..] ? $"of the certificate of {view.Subject}, {finding.Sentence}" : null,
        };
    }
}
