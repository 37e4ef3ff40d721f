using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>To-be-signed certificates as people read them before a signature.</summary>
public static class TbsText
{
    /// <summary>
    /// Everything in a TBSCertificate, in its order. An extension that this program does not understand is shown as hex: nothing
    /// is signed that was not on the screen. Throws <see cref="PkiException"/> where the bytes are not a TBSCertificate.
    /// </summary>
    public static IReadOnlyList<Detail> Describe(byte[] tbs)
    {
        TbsParts parts = TbsParts.Read(tbs);
        var details = new List<Detail>
        {
            new("Version", parts.Version.ToString(CultureInfo.InvariantCulture)),
            new("Serial number", Pairs(parts.Serial), Foreign: true),
            new("Signature algorithm", AlgorithmIdentifiers.NameOf(parts.Algorithm), Foreign: true),
            new("Issuer", Names.Text(parts.Issuer), Foreign: true),
            new("Subject", Names.Text(parts.Subject), Foreign: true),
            new("Not before", Time(parts.NotBefore.At), Foreign: true),
            new("Not after", Time(parts.NotAfter.At), Foreign: true),
            new("Key", PublicKeyInfo.Read(parts.PublicKey).Name, Foreign: true),
            new("Key SHA-256", HexText.Groups(Convert.ToHexStringLower(SHA256.HashData(parts.PublicKey))), Foreign: true),
        };
        if (parts.HasUniqueIds)
            details.Add(new Detail("Unique identifiers", "present", Foreign: true));
        details.AddRange(parts.Extensions.Select(Describe));
        return details;
    }

    /// <summary>An extension as one line.</summary>
    internal static Detail Describe(ExtensionPart extension)
    {
        string critical = extension.Critical ? " (critical)" : "";
        try
        {
            return new Detail(TitleOf(extension.Oid), TextOf(extension) + critical, Foreign: true);
        }
        catch (AsnContentException)
        {
            return new Detail(TitleOf(extension.Oid), "unreadable: " + Pairs(extension.Value) + critical, Foreign: true);
        }
    }

    private static string TitleOf(string oid) => oid switch
    {
        Oids.SubjectKeyIdentifier => "Subject key identifier",
        Oids.AuthorityKeyIdentifier => "Authority key identifier",
        Oids.BasicConstraints => "Basic constraints",
        Oids.KeyUsage => "Key usage",
        Oids.ExtendedKeyUsage => "Extended key usage",
        Oids.SubjectAltName => "Subject alternative names",
        _ => $"Extension {oid}",
    };

    private static string TextOf(ExtensionPart extension) => extension.Oid switch
    {
        Oids.SubjectKeyIdentifier => Pairs(ExtensionValues.SubjectKeyIdentifier(extension.Value)),
        Oids.AuthorityKeyIdentifier when ExtensionValues.AuthorityKeyIdentifier(extension.Value) is { } identifier => Pairs(identifier),
        Oids.BasicConstraints => TextOfConstraints(extension.Value),
        Oids.KeyUsage when ExtensionValues.KeyUsage(extension.Value) is { } usage => string.Join(", ", usage),
        Oids.ExtendedKeyUsage => string.Join(", ", ExtensionValues.ExtendedKeyUsage(extension.Value)),
        Oids.SubjectAltName => string.Join(", ", AlternativeNames.Read(extension.Value)),
        _ => Pairs(extension.Value),
    };

    private static string TextOfConstraints(byte[] value)
    {
        (bool isCa, int? pathLength, _) = ExtensionValues.BasicConstraints(value);
        return (isCa ? "CA" : "not a CA") + (pathLength is { } length ? $", path length {length}" : isCa ? ", any path length" : "");
    }

    /// <summary>Bytes as pairs of hex digits.</summary>
    internal static string Pairs(byte[] bytes) => string.Join(' ', bytes.Select(each => each.ToString("X2", CultureInfo.InvariantCulture)));

    /// <summary>A moment in UTC.</summary>
    internal static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
