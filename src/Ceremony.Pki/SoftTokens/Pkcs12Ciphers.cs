using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>Which encryption under a PIN can be undone here: PBES1 and PBES2 of RFC 8018, and those of RFC 7292 appendix C, as far as the framework has them.</summary>
internal static class Pkcs12Ciphers
{
    private static readonly Dictionary<string, string> Strangers = new(StringComparer.Ordinal)
    {
        ["1.3.6.1.4.1.11591.4.11"] = "scrypt",
        ["1.2.840.113549.1.12.1.1"] = "RC4",
        ["1.2.840.113549.1.12.1.2"] = "RC4",
        ["2.16.840.1.101.3.4.1.6"] = "AES-128-GCM",
        ["2.16.840.1.101.3.4.1.26"] = "AES-192-GCM",
        ["2.16.840.1.101.3.4.1.46"] = "AES-256-GCM",
        ["1.2.392.200011.61.1.1.1.2"] = "Camellia-128",
        ["1.2.392.200011.61.1.1.1.4"] = "Camellia-256",
    };

    // PBES1 with DES or RC2 (RFC 8018 appendix A.3), SHA-1 with 3DES or RC2 (RFC 7292 appendix C).
    private static readonly HashSet<string> Whole =
    [
        "1.2.840.113549.1.5.3", "1.2.840.113549.1.5.6", "1.2.840.113549.1.5.10", "1.2.840.113549.1.5.11",
        "1.2.840.113549.1.12.1.3", "1.2.840.113549.1.12.1.4", "1.2.840.113549.1.12.1.5", "1.2.840.113549.1.12.1.6",
    ];

    // AES in CBC mode, 3DES, RC2, DES.
    private static readonly HashSet<string> Schemes =
        ["2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.22", "2.16.840.1.101.3.4.1.42", "1.2.840.113549.3.7", "1.2.840.113549.3.2", "1.3.14.3.2.7"];

    /// <summary>Why what is encrypted like this cannot be opened, as a sentence goes on behind "since"; null where it can. Throws what <see cref="AsnReader"/> does.</summary>
    /// <param name="algorithm">The members of an AlgorithmIdentifier.</param>
    public static string? Refuse(AsnReader algorithm)
    {
        string kind = algorithm.ReadObjectIdentifier();
        if (kind != Pbes2.Oid)
            return Whole.Contains(kind) ? null : Unknown(kind);

        AsnReader parameters = algorithm.ReadSequence();
        string derivation = parameters.ReadSequence().ReadObjectIdentifier();
        string scheme = parameters.ReadSequence().ReadObjectIdentifier();
        return derivation != Pbkdf2.Oid ? Unknown(derivation) : Schemes.Contains(scheme) ? null : Unknown(scheme);
    }

    private static string Unknown(string oid) => $"it is encrypted with {(Strangers.TryGetValue(oid, out string? name) ? name : $"what this program does not know ({oid})")}";
}
