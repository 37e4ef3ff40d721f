using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A request before and after it is signed.</summary>
internal static class RequestCertificateScreens
{
    public static Screen Propose(RequestCertificateStep step, KeyGenerated key) => new(
        "Request a certificate",
        new FactsBlock(
        [
            .. step.Asked.KeyUsage.Count == 0 ? [new Detail("key usage", "none asked for")] : Array.Empty<Detail>(),
            .. step.Asked.ExtendedKeyUsage.Count == 0 ? [new Detail("extended key usage", "none asked for")] : Array.Empty<Detail>(),
            .. step.Asked.AlternativeNames.Count == 0 ? [new Detail("alternative names", "none asked for")] : Array.Empty<Detail>(),
            new Detail("in the archive as", step.Artifact),
        ]))
    {
        Help = "You are asked to agree that this key signs a request. Compare each value with the paper script: what the certificate "
            + "procedure does not select is taken over from here. A request gives no rights by itself. Refuse with F8 and say why if anything differs.",
    };

    public static Screen Made(RequestCertificateStep step, RequestView request) => new(
        "The request is made",
        new TextBlock("The request is signed. Its signature was verified in software with the key inside it."),
        new FactsBlock(
        [
            new Detail("subject", request.Subject, Foreign: true),
            new Detail("key usage asked for", ExtensionFields.Told(request.KeyUsage)),
            .. ExtensionFields.Asked(request.Asked),
            new Detail("in the archive as", step.Artifact),
            new Detail("SHA-256", HexText.Groups(request.Sha256)),
        ]))
    {
        IsNews = true,
        Help = "Nothing is asked of you. The SHA-256 is that of the request's DER encoding. Enter goes on.",
    };
}
