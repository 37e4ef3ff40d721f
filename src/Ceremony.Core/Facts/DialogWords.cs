using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>What stands in the registry in the words of Certificate Manager's dialogs, as the paper script has them.</summary>
public static class DialogWords
{
    /// <summary>A storage profile.</summary>
    public static string StorageProfile(string name) => name switch
    {
        "smart-card" => "Smart Card",
        "pkcs12" => "PKCS#12",
        _ => "PKCS#10",
    };

    /// <summary>A PIN procedure.</summary>
    public static string PinProcedure(string name) => name switch
    {
        "show-in-client" => "Show PINs in client",
        "chosen-by-holder" => "Chosen by the holder",
        _ => "none",
    };

    /// <summary>The range of serial numbers, and whether it is mandatory.</summary>
    public static string Range(TokenProcedureCreated procedure) => procedure.RangeFrom is null
        ? "none"
        : $"{Hostile.Escape(procedure.RangeFrom)} to {Hostile.Escape(procedure.RangeTo ?? "")}, {(procedure.RangeMandatory ? "mandatory" : "not mandatory")}";

    internal static string EntityType(string name) => name switch
    {
        "subject" => "Subject",
        "dynamic-token" => "Dynamic token",
        _ => "Static token",
    };

    internal static string Selected(IReadOnlyList<string> values) => values.Count == 0 ? "none selected" : string.Join(", ", values.Select(Hostile.Escape));
}
