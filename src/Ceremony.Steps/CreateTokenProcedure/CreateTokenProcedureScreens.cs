using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A token procedure in the words of Certificate Manager's dialog.</summary>
internal static class CreateTokenProcedureScreens
{
    public static Screen Propose(TokenProcedureCreated procedure) => new(
        "Token procedure",
        new TextBlock("A token procedure will be entered in the registry. Tokens will be produced as described here."),
        new FactsBlock(
            new Detail("Procedure name", procedure.Procedure),
            new Detail("Storage profile", StorageProfile(procedure.StorageProfile)),
            new Detail("Card serial number", StepWords.YesNo(procedure.CardSerialNumber)),
            new Detail("Serial number range", Range(procedure)),
            new Detail("PIN procedure", PinProcedure(procedure.PinProcedure)),
            new Detail("Issuer certificates", procedure.IssuerCertificates == "none" ? "do not store any" : "store them on the token"),
            new Detail("Certificate procedure", procedure.CertificateProcedure)))
    {
        Help = "You are asked to agree to this procedure. Compare each value with the paper script: every one changes how tokens are produced or which "
            + "are refused, and it cannot be changed later in this ceremony. Refuse with F8 and say why if one differs.",
    };

    /// <summary>A storage profile by its name in the dialog.</summary>
    public static string StorageProfile(string name) => name switch
    {
        "smart-card" => "Smart Card",
        "pkcs12" => "PKCS#12",
        _ => "PKCS#10",
    };

    /// <summary>A PIN procedure by its name in the dialog.</summary>
    public static string PinProcedure(string name) => name switch
    {
        "show-in-client" => "Show PINs in client",
        "chosen-by-holder" => "Chosen by the holder",
        _ => "none",
    };

    /// <summary>The range of serial numbers, and whether it is mandatory.</summary>
    public static string Range(TokenProcedureCreated procedure) => procedure.RangeFrom is null
        ? "none"
        : $"{procedure.RangeFrom} to {procedure.RangeTo}, {(procedure.RangeMandatory ? "mandatory" : "not mandatory")}";
}
