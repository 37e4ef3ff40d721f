using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A soft token was issued: key, certificate and the PIN that its holder alone knows.</summary>
/// <param name="File">The PKCS#12 file.</param>
/// <param name="Holder">Who knows its PIN.</param>
/// <param name="Subject">The registered subject.</param>
/// <param name="TokenProcedure">The token procedure it was issued by.</param>
/// <param name="Certificate">DER of its certificate.</param>
/// <param name="Artifact">The certificate among the artifacts.</param>
public sealed record SoftTokenIssued(
    string File,
    string Holder,
    string Subject,
    string TokenProcedure,
    byte[] Certificate,
    string Artifact) : CeremonyFact
{
    /// <summary>The key usage that was asked for, by names of RFC 5280 §4.2.1.3; empty for none. Null where a journal of an earlier edition does not tell.</summary>
    public IReadOnlyList<string>? KeyUsage { get; init; } = [];

    /// <summary>The extended key usage that was asked for, by names of RFC 5280 §4.2.1.12; empty for none.</summary>
    public IReadOnlyList<string> ExtendedKeyUsage { get; init; } = [];

    /// <summary>The subject alternative names that were asked for, such as <c>DNS:localhost</c>; empty for none.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Soft tokens";

    internal const string FactName = "soft-token-issued";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static SoftTokenIssued Read(JsonMap json) => new(
        json.Text("file"),
        json.Text("holder"),
        json.Text("subject"),
        json.Text("token-procedure"),
        json.Bytes("certificate"),
        json.Text("artifact"))
    {
        KeyUsage = json.Find("key-usage") is null ? null : json.Texts("key-usage"),
        ExtendedKeyUsage = json.Find("extended-key-usage") is null ? [] : json.Texts("extended-key-usage"),
        AlternativeNames = json.Find("subject-alternative-names") is null ? [] : json.Texts("subject-alternative-names"),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "subject", Subject },
        { "token-procedure", TokenProcedure },
        { "key-usage", KeyUsage is null ? null : JsonList.OfText(KeyUsage) },
        { "extended-key-usage", ExtendedKeyUsage.Count == 0 ? null : JsonList.OfText(ExtendedKeyUsage) },
        { "subject-alternative-names", AlternativeNames.Count == 0 ? null : JsonList.OfText(AlternativeNames) },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "artifact", Artifact },
    };
}
