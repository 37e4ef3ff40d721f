using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A key asks for a certificate: a request was signed with it (PKCS#10, RFC 2986).</summary>
/// <param name="Key">The key's name.</param>
/// <param name="KeyUsage">The key usage that it asks for; empty for none.</param>
/// <param name="Request">DER.</param>
/// <param name="Artifact">The request among the artifacts.</param>
public sealed record CertificateRequested(string Key, IReadOnlyList<string> KeyUsage, byte[] Request, string Artifact) : CeremonyFact
{
    /// <summary>The extended key usage that it asks for, by names of RFC 5280 §4.2.1.12; empty for none.</summary>
    public IReadOnlyList<string> ExtendedKeyUsage { get; init; } = [];

    /// <summary>The subject alternative names that it asks for, such as <c>DNS:localhost</c>; empty for none.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Certification requests";

    internal const string FactName = "certificate-requested";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CertificateRequested Read(JsonMap json) => new(
        json.Text("key"),
        json.Texts("key-usage"),
        json.Bytes("request"),
        json.Text("artifact"))
    {
        ExtendedKeyUsage = json.Find("extended-key-usage") is null ? [] : json.Texts("extended-key-usage"),
        AlternativeNames = json.Find("subject-alternative-names") is null ? [] : json.Texts("subject-alternative-names"),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "key-usage", JsonList.OfText(KeyUsage) },
        { "extended-key-usage", ExtendedKeyUsage.Count == 0 ? null : JsonList.OfText(ExtendedKeyUsage) },
        { "subject-alternative-names", AlternativeNames.Count == 0 ? null : JsonList.OfText(AlternativeNames) },
        { "request", Convert.ToBase64String(Request) },
        { "artifact", Artifact },
    };
}
