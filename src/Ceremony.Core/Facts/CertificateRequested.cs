using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A key asks for a certificate: a request was signed with it (PKCS#10, RFC 2986).</summary>
/// <param name="Key">The key's name.</param>
/// <param name="KeyUsage">The key usage that it asks for; empty for none.</param>
/// <param name="Request">DER.</param>
/// <param name="Artifact">The request among the artifacts.</param>
public sealed record CertificateRequested(string Key, IReadOnlyList<string> KeyUsage, byte[] Request, string Artifact) : CeremonyFact
{
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
        json.Text("artifact"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "key-usage", JsonList.OfText(KeyUsage) },
        { "request", Convert.ToBase64String(Request) },
        { "artifact", Artifact },
    };
}
