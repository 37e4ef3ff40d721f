using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate before and after it is stored.</summary>
internal static class InstallCertificateScreens
{
    public static Screen Propose(InstallCertificateStep step, CertificateIssued issued, TokenView token, StoreCertificate store)
    {
        CertificateView certificate = CertificateView.Read(issued.Certificate);
        return new Screen(
            "Install a certificate",
            new TextBlock($"The certificate is for the key \"{step.Key}\" and will be stored beside it, under the same id."),
            new FactsBlock(
            [
                .. TokenFacts.Of(token),
                new Detail("certificate", step.Certificate),
                new Detail("subject", certificate.Subject, Foreign: true),
                new Detail("serial number", HexText.Pairs(certificate.SerialNumber)),
                new Detail("label", store.Label),
                new Detail("id", store.KeyId),
            ]))
        {
            Help = "You are the operator: compare the token's serial number and the label with the paper script, then go on. The certificate is public; "
                + "nobody needs to turn away.",
        };
    }

    public static Screen Made(StoreCertificate store, StoredReceipt stored) => new(
        "The certificate is stored",
        new TextBlock("The token holds the certificate. It was read back and is the one that was issued."),
        new FactsBlock(
            new Detail("label", store.Label),
            new Detail("id", store.KeyId),
            new Detail("SHA-256", HexText.Groups(stored.Sha256))))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };
}
