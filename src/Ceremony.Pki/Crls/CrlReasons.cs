namespace Ceremony.Pki;

/// <summary>The reasons why a certificate is on a CRL (RFC 5280 §5.3.1).</summary>
public static class CrlReasons
{
    /// <summary>No reason is given; this is written as an entry without a reason code, which says the same.</summary>
    public const string Unspecified = "unspecified";

    /// <summary>Taken off the CRL again; only delta CRLs say so, which this program does not make.</summary>
    internal const string Removed = "removeFromCRL";

    private static readonly IReadOnlyDictionary<string, int> Codes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [Unspecified] = 0,
        ["keyCompromise"] = 1,
        ["cACompromise"] = 2,
        ["affiliationChanged"] = 3,
        ["superseded"] = 4,
        ["cessationOfOperation"] = 5,
        ["certificateHold"] = 6,
        [Removed] = 8,
        ["privilegeWithdrawn"] = 9,
        ["aACompromise"] = 10,
    };

    /// <summary>The names of the reasons that a CRL of this program may give, as RFC 5280 has them.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Codes.Keys.Where(each => each != Removed)];

    /// <summary>A reason as people read it on a screen: "Cessation of Operation". A name that is not known is given as it is.</summary>
    public static string Told(string reason) => reason switch
    {
        Unspecified => "Unspecified",
        "keyCompromise" => "Key Compromise",
        "cACompromise" => "CA Compromise",
        "affiliationChanged" => "Affiliation Changed",
        "superseded" => "Superseded",
        "cessationOfOperation" => "Cessation of Operation",
        "certificateHold" => "Certificate Hold",
        Removed => "Remove from CRL",
        "privilegeWithdrawn" => "Privilege Withdrawn",
        "aACompromise" => "AA Compromise",
        _ => reason,
    };

    /// <summary>The code of a reason. Throws <see cref="PkiException"/> for a name that is not among <see cref="Names"/>.</summary>
    internal static int CodeOf(string reason) => Names.Contains(reason)
        ? Codes[reason]
        : throw new PkiException($"the reason \"{Core.Screens.Hostile.Escape(reason)}\" is not one that a CRL can give here (RFC 5280 §5.3.1)");

    /// <summary>The name of a code, or null.</summary>
    internal static string? NameOf(int code) => Codes.FirstOrDefault(each => each.Value == code).Key;
}
