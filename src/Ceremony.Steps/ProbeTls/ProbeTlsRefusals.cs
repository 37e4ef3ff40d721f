using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a server's certificate is not the one that is wanted.</summary>
internal static class ProbeTlsRefusals
{
    public static StepResult NoConnection(TlsPlace place, string fault) => new StepResult.Refused(
        "no-tls",
        $"No TLS connection to {place} could be made: {Hostile.Escape(fault.TrimEnd('.'))}.",
        "Check that the service is up and listens there, then try again.");

    public static StepResult Unreadable(TlsPlace place) => new StepResult.Refused(
        "no-certificate",
        $"What {place} presents cannot be read as a certificate.",
        "Check that the right server listens there, then try again.");

    public static StepResult OtherCertificate(TlsPlace place, byte[] presented, string artifact, byte[] expected) => new StepResult.Refused(
        "other-certificate",
        $"{place} presents a certificate with the SHA-256 {StepWords.Sha256(presented)}, but {artifact} has {StepWords.Sha256(expected)}.",
        "Compare the server's configuration with the paper script; remove nothing old before the right certificate is presented.");

    /// <summary>Why clients would not accept a certificate of this server, whatever it presents; null where they would. An expected certificate is one that was issued for the server.</summary>
    public static StepResult? Unfit(TlsPlace place, string artifact, CertificateView expected)
    {
        if (!ServerIdentity.IsForServers(expected))
            return new StepResult.Refused(
                "not-for-servers",
                $"The certificate {artifact} is not for servers: its extended key usage is {StepWords.And(expected.ExtendedKeyUsage)}, without serverAuth.",
                "No client accepts it of a server. Abort and have serverAuth added to the extended key usage in the script, where the certificate is asked for.");

        return ServerIdentity.Names(expected, place.Host) ? null : new StepResult.Refused(
            "other-name",
            $"The certificate {artifact} does not name {place.Host}: {(expected.AlternativeNames.Count == 0 ? "it has no subject alternative names" : $"its subject alternative names are {StepWords.And(expected.AlternativeNames)}")}.",
            "No client that connects to this name accepts it. Abort and have the name added to the subject alternative names in the script, where the certificate is asked for.");
    }
}
