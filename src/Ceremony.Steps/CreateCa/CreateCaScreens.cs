using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A CA certificate before and after it is signed.</summary>
internal static class CreateCaScreens
{
    public static Screen Propose(CreateCaStep step) => new(
        "Create a CA",
        [
            new FactsBlock(
            [
                new Detail("CA name", step.Called),
                new Detail("Issuing CA", "self-signed"),
                new Detail("Usage", "certificate signing"),
                new Detail("Validity", step.ValidFor.ToString()),
                .. step.Succeeds is { } before ? [Detail.From("Succeeds", before)] : Array.Empty<Detail>(),
            ]),
            .. step.Succeeds is { } old ? [new WarningBlock($"The CA \"{Hostile.Escape(old)}\" is in force and has the same subject, with another key. From now on two CAs have one name.")] : Array.Empty<Block>(),
            new TextBlock("The certificate was linted, and nothing was found against it."),
        ])
    {
        Help = "You are asked to agree to the certificate of a new authority. Read its subject and its dates aloud and compare them with the paper "
            + "script: once signed, they cannot be changed. What is shown first comes from the bytes that the token will sign, not from the script. "
            + "Refuse with F8 and say why if anything differs.",
    };

    public static Screen Made(CreateCaStep step, CertificateView certificate, string artifact) => new(
        "The CA exists",
        new TextBlock($"The certificate of \"{step.Called}\" is signed. Its signature was verified in software."),
        new FactsBlock(
            new Detail("subject", certificate.Subject, Foreign: true),
            new Detail("serial number", HexText.Pairs(certificate.SerialNumber), Foreign: true),
            new Detail("valid until", StepWords.Time(certificate.NotAfter), Foreign: true),
            new Detail("in the archive as", artifact),
            new Detail("SHA-256", HexText.Groups(certificate.Sha256))))
    {
        Help = "Nothing is asked of you yet. If the script has the fingerprint compared with paper, it is shown then as words and as a QR code. "
            + "Enter goes on.",
    };
}
