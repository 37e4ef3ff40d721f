using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate for a request before and after it is signed.</summary>
internal static class IssueCertificateScreens
{
    public static Screen Propose(IssueCertificateStep step, IssuingPlan plan, RequestView request) => new(
        "Issue a certificate",
        new TextBlock($"The CA \"{plan.Ca.Ca}\" will sign a certificate for {step.SubjectName}. The request is signed with the key inside it."),
        new FactsBlock(
        [
            new Detail("request", step.Request),
            new Detail("SHA-256 of the request", HexText.Groups(request.Sha256)),
            new Detail("key usage asked for", ExtensionFields.Told(request.KeyUsage), Foreign: true),
            .. ExtensionFields.Asked(request.Asked),
            new Detail("certificate procedure", plan.Procedure.Procedure),
            new Detail("token procedure", step.TokenProcedure ?? "none"),
            new Detail("key usage selected", plan.Procedure.KeyUsage.Count == 0 ? "none: the request's own is used" : ExtensionFields.Told(plan.Procedure.KeyUsage)),
            .. ExtensionFields.Selected(plan.Procedure),
            new Detail("CA chain", plan.GivesChain ? "kept with the certificate" : "none"),
        ]))
    {
        Help = "You are asked to agree to this certificate. Compare the subject and the dates with the paper script, and the request's SHA-256 with the one "
            + "that was shown when it was made. What is shown first is decoded from the very bytes that the CA will sign. Refuse with F8 and say "
            + "why if anything differs.",
    };

    public static Screen Made(IssueCertificateStep step, CertificateView certificate) => new(
        "The certificate is issued",
        new TextBlock($"The certificate for {step.SubjectName} is signed. Its signature was verified in software."),
        new FactsBlock(
        [
            new Detail("subject", certificate.Subject, Foreign: true),
            new Detail("serial number", HexText.Pairs(certificate.SerialNumber)),
            new Detail("key usage", ExtensionFields.Told(certificate.KeyUsage)),
            .. ExtensionFields.Issued(certificate),
            new Detail("valid until", StepWords.Time(certificate.NotAfter)),
            new Detail("in the archive as", step.Artifact),
            new Detail("SHA-256", HexText.Groups(certificate.Sha256)),
        ]))
    {
        IsNews = true,
        Help = "Nothing is asked of you. The SHA-256 is that of the certificate's DER encoding, as every tool shows it. Enter goes on.",
    };
}
