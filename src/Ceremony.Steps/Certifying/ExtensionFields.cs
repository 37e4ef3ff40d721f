using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>The extensions that certificates of end entities can have, as procedures select them and requests ask for them.</summary>
internal static class ExtensionFields
{
    /// <summary>A list of names of RFC 5280 §4.2.1.3. Not keyCertSign: procedures issue to end entities only (RFC 5280 §4.2.1.9).</summary>
    public static Field<IReadOnlyList<string>> KeyUsage(string help) =>
        FieldOf.Choices("key-usage", help, "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement");

    /// <summary>A list of names of RFC 5280 §4.2.1.12.</summary>
    public static Field<IReadOnlyList<string>> ExtendedKeyUsage(string help) => FieldOf.Choices("extended-key-usage", help, [.. KeyPurposes.Names]).Optional([]);

    /// <summary>A list of names of RFC 5280 §4.2.1.6.</summary>
    public static Field<IReadOnlyList<string>> AlternativeNames(string help) => FieldOf.AlternativeNames("subject-alternative-names", help).Optional([]);

    /// <summary>The values of an extension as they read on a screen.</summary>
    public static string Told(IReadOnlyList<string> values) => values.Count == 0 ? "none" : string.Join(", ", values);

    /// <summary>The extended key usage and the alternative names that are asked for; none of them where a request asks for nothing.</summary>
    public static IEnumerable<Detail> Asked(RequestedExtensions asked) =>
        Rows(("extended key usage asked for", asked.ExtendedKeyUsage), ("subject alternative names asked for", asked.AlternativeNames));

    /// <summary>The extended key usage and the alternative names that a procedure selects; none of them where it selects nothing.</summary>
    public static IEnumerable<Detail> Selected(CertificateProcedureCreated procedure) =>
        Rows(("extended key usage selected", procedure.ExtendedKeyUsage), ("subject alternative names selected", procedure.AlternativeNames));

    /// <summary>The extended key usage and the alternative names of a certificate; none of them where it does without.</summary>
    public static IEnumerable<Detail> Issued(CertificateView certificate) =>
        Rows(("extended key usage", certificate.ExtendedKeyUsage), ("subject alternative names", certificate.AlternativeNames));

    private static IEnumerable<Detail> Rows(params (string Name, IReadOnlyList<string> Values)[] rows) =>
        rows.Where(row => row.Values.Count > 0).Select(row => new Detail(row.Name, Told(row.Values), Foreign: true));
}
