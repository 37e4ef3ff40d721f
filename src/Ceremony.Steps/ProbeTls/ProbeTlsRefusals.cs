using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

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
}
