namespace Ceremony.Pki;

/// <summary>Object identifiers in dotted form.</summary>
internal static class Oids
{
    // RFC 5280 §4.2.1
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string SubjectAltName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string CrlNumber = "2.5.29.20";
    public const string ReasonCode = "2.5.29.21";
    public const string CertificatePolicies = "2.5.29.32";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";

    // RFC 5280 §4.2.1.12
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";

    // RFC 3279 §2.3.1, §2.3.2, RFC 5480 §2.1.1
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string EcPublicKey = "1.2.840.10045.2.1";

    // RFC 2985 §5.4.2
    public const string ExtensionRequest = "1.2.840.113549.1.9.14";

    // RFC 7292 §4
    public const string ShroudedKeyBag = "1.2.840.113549.1.12.10.1.2";

    // RFC 5754 §2
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";

    // RFC 5652 §4, §5.1, §11; RFC 5035 §3
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    /// <summary>The extensions that this program understands, and so may meet as critical ones.</summary>
    public static readonly IReadOnlySet<string> KnownExtensions = new HashSet<string>(StringComparer.Ordinal)
    {
        SubjectKeyIdentifier, KeyUsage, SubjectAltName, BasicConstraints, CertificatePolicies, AuthorityKeyIdentifier, ExtendedKeyUsage,
    };

    /// <summary>Attribute types of names by their short names (RFC 4519).</summary>
    public static readonly IReadOnlyDictionary<string, string> NameAttributes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["C"] = "2.5.4.6",
        ["ST"] = "2.5.4.8",
        ["L"] = "2.5.4.7",
        ["O"] = "2.5.4.10",
        ["OU"] = "2.5.4.11",
        ["CN"] = "2.5.4.3",
        ["serialNumber"] = "2.5.4.5",
        ["GN"] = "2.5.4.42",
        ["SN"] = "2.5.4.4",
    };

    /// <summary>Key purposes by their names (RFC 5280 §4.2.1.12).</summary>
    public static readonly IReadOnlyDictionary<string, string> KeyPurposes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["serverAuth"] = "1.3.6.1.5.5.7.3.1",
        ["clientAuth"] = "1.3.6.1.5.5.7.3.2",
        ["codeSigning"] = "1.3.6.1.5.5.7.3.3",
        ["emailProtection"] = "1.3.6.1.5.5.7.3.4",
        ["timeStamping"] = "1.3.6.1.5.5.7.3.8",
        ["OCSPSigning"] = "1.3.6.1.5.5.7.3.9",
    };

    /// <summary>The short name of an identifier, or the identifier itself.</summary>
    public static string NameOf(IReadOnlyDictionary<string, string> names, string oid) =>
        names.FirstOrDefault(entry => entry.Value == oid).Key ?? oid;
}
