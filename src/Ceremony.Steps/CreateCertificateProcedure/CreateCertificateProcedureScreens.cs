using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A certificate procedure in the words of Certificate Manager's dialog.</summary>
internal static class CreateCertificateProcedureScreens
{
    public static Screen Propose(CertificateProcedureCreated procedure) => new(
        "Certificate procedure",
        new TextBlock("A certificate procedure will be entered in the registry. Certificates issued by it will be as described here."),
        new FactsBlock(
        [
            new Detail("Procedure name", procedure.Procedure),
            new Detail("Key usage", Selected(procedure.KeyUsage)),
            new Detail("Extended key usage", Selected(procedure.ExtendedKeyUsage)),
            new Detail("Subject alternative names", Selected(procedure.AlternativeNames)),
            new Detail("Issuing CA", procedure.Issuer),
            new Detail("CA chain", procedure.CaChain == "none" ? "none" : "include the issuers' certificates"),
            new Detail("Certificate format", procedure.Format == "rfc5280" ? "rfc5280" : "server certificate"),
            new Detail("Validity", procedure.ValidFor),
            new Detail("Signature algorithm", procedure.SignatureAlgorithm),
            .. procedure.LeastKey is { } least ? [new Detail("Weakest RSA key", least)] : Array.Empty<Detail>(),
            .. procedure.Subject.Count > 0 ? [new Detail("Subject", $"{StepWords.And(procedure.Subject)}, in any order")] : Array.Empty<Detail>(),
        ]),
        new TextBlock("What is selected is in every certificate, whatever a request asks for. What is not selected is as the request asks for it; a card's key has no request."
            + (procedure.Format == "server-certificate" ? " Where no extended key usage is selected or asked for, it is serverAuth." : "")))
    {
        Help = "You are asked to agree to this procedure. Compare each value with the paper script: every one changes the certificates that are "
            + "issued by it, and it cannot be changed later in this ceremony. Refuse with F8 and say why if one differs.",
    };

    private static string Selected(IReadOnlyList<string> values) => values.Count == 0 ? "none selected" : ExtensionFields.Told(values);
}
