using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>
/// What an officer's certificate must be by itself, whoever issued it: an end entity's, for signatures, with a sound key. The verifier accepts
/// no other, so nobody may become an officer with one.
/// </summary>
internal static class OfficerFitness
{
    // RFC 5280 §4.2.1.3: an officer signs challenges and texts.
    private static readonly string[] Signing = ["digitalSignature", "nonRepudiation"];

    // Keys of these purposes sign by themselves, without a person.
    private static readonly string[] OfServices = ["serverAuth", "OCSPSigning", "timeStamping"];

    /// <summary>Why no officer can have it, the rest of a sentence; null where one can. Throws <see cref="PkiException"/> where it cannot be read.</summary>
    public static string? Refuse(byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return view switch
        {
            { IsCa: true } => $"the certificate of {view.Subject} is a CA's",
            { HasKeyUsage: true } when !view.KeyUsage.Intersect(Signing).Any() => $"the certificate of {view.Subject} is not for signatures: its key usage is {StepWords.And(view.KeyUsage)}",
            _ when view.ExtendedKeyUsage.FirstOrDefault(OfServices.Contains) is { } purpose => $"the certificate of {view.Subject} is a service's, for {purpose}",
            _ => Lint.Key(certificate) is [var finding, ..] ? $"the certificate of {view.Subject} has a finding: {finding}" : null,
        };
    }
}
