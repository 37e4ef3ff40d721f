using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>To-be-signed CRLs as people read them before a signature.</summary>
internal static class CrlText
{
    /// <summary>Everything in a TBSCertList, in its order; what this program does not understand is shown as hex.</summary>
    public static IReadOnlyList<Detail> Describe(CrlParts parts) =>
    [
        new("CRL version", parts.Version.ToString(CultureInfo.InvariantCulture)),
        new("Signature algorithm", AlgorithmIdentifiers.NameOf(parts.Algorithm), Foreign: true),
        new("Issuer", Names.Text(parts.Issuer), Foreign: true),
        new("This update", TbsText.Time(parts.ThisUpdate.At), Foreign: true),
        new("Next update", parts.NextUpdate is { } next ? NextUpdate(next.At) : "not stated", Foreign: true),
        .. (parts.Entries ?? []).Select(Describe),
        new("Entries", (parts.Entries?.Count ?? 0).ToString(CultureInfo.InvariantCulture)),
        .. parts.Extensions.Select(Describe),
    ];

    /// <summary>The CRL number in decimal, or null where there is none that can be read.</summary>
    public static string? Number(CrlParts parts)
    {
        try
        {
            return parts.Number is { } number ? new BigInteger(number, isUnsigned: false, isBigEndian: true).ToString(CultureInfo.InvariantCulture) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static string NextUpdate(DateTimeOffset at) => TbsText.Time(at) + (at == Crls.Never ? " (never)" : "");

    private static Detail Describe(CrlEntryPart entry) => new(
        "Revoked",
        string.Join(", ", [TbsText.Pairs(entry.Serial), TbsText.Time(entry.RevokedAt.At), .. Reason(entry), .. entry.Extensions.Where(each => each.Oid != Oids.ReasonCode).Select(Hex)]),
        Foreign: true);

    private static IEnumerable<string> Reason(CrlEntryPart entry)
    {
        foreach (ExtensionPart extension in entry.Extensions.Where(each => each.Oid == Oids.ReasonCode))
        {
            string? name = null;
            try
            {
                name = new CrlEntryPart(entry.Serial, entry.RevokedAt, [extension]).Reason;
            }
            catch (AsnContentException)
            {
                // Shown as hex below.
            }

            yield return name is null ? Hex(extension) : name + Critical(extension);
        }
    }

    private static Detail Describe(ExtensionPart extension) => extension.Oid switch
    {
        Oids.AuthorityKeyIdentifier => TbsText.Describe(extension),
        Oids.CrlNumber => new Detail("CRL number", NumberOf(extension) + Critical(extension), Foreign: true),
        _ => new Detail($"Extension {extension.Oid}", TbsText.Pairs(extension.Value) + Critical(extension), Foreign: true),
    };

    private static string NumberOf(ExtensionPart extension)
    {
        try
        {
            var reader = new AsnReader(extension.Value, AsnEncodingRules.DER);
            var number = reader.ReadInteger();
            reader.ThrowIfNotEmpty();
            return number.ToString(CultureInfo.InvariantCulture);
        }
        catch (AsnContentException)
        {
            return "unreadable: " + TbsText.Pairs(extension.Value);
        }
    }

    private static string Hex(ExtensionPart extension) => $"extension {extension.Oid} {TbsText.Pairs(extension.Value)}{Critical(extension)}";

    private static string Critical(ExtensionPart extension) => extension.Critical ? " (critical)" : "";
}
