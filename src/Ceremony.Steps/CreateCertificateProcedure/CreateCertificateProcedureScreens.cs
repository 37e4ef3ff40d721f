using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A certificate procedure in the words of Certificate Manager's dialog.</summary>
internal static class CreateCertificateProcedureScreens
{
    public static Screen Propose(CertificateProcedureCreated procedure) => new(
        "Certificate procedure",
        new TextBlock("What is selected is in every certificate, whatever a request asks for. What is not selected is as the request asks for it; a card's key has no request."
            + (procedure.Format == "server-certificate" ? " Where no extended key usage is selected or asked for, it is serverAuth." : "")))
    {
        Help = "You are asked to agree to this procedure. Compare each value with the paper script: every one changes the certificates that are "
            + "issued by it, and it cannot be changed later in this ceremony. Refuse with F8 and say why if one differs.",
    };
}
