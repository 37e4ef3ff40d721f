using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>A key usage that end entities can have.</summary>
internal static class KeyUsageField
{
    /// <summary>A list of names of RFC 5280 §4.2.1.3. Not keyCertSign: procedures issue to end entities only (RFC 5280 §4.2.1.9).</summary>
    public static Field<IReadOnlyList<string>> Of(string name, string help) =>
        FieldOf.Choices(name, help, "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement");

    /// <summary>A key usage as it reads on a screen.</summary>
    public static string Told(IReadOnlyList<string> usage) => usage.Count == 0 ? "none" : string.Join(", ", usage);
}
