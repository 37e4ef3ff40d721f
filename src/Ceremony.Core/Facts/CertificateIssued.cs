using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A certificate was issued under a procedure, signed and verified.</summary>
/// <param name="Subject">The registered subject.</param>
/// <param name="Procedure">The certificate procedure.</param>
/// <param name="Issuer">The issuing CA's name.</param>
/// <param name="SerialNumber">The certificate's serial number, lower-case hex.</param>
/// <param name="Token">The card it was stored on, or null.</param>
/// <param name="KeyId">CKA_ID of its key on that card, or null.</param>
/// <param name="Certificate">DER.</param>
/// <param name="Artifact">The certificate among the artifacts.</param>
public sealed record CertificateIssued(
    string Subject,
    string Procedure,
    string Issuer,
    string SerialNumber,
    TokenRef? Token,
    string? KeyId,
    byte[] Certificate,
    string Artifact) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Certificates";

    internal const string FactName = "certificate-issued";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CertificateIssued Read(JsonMap json) => new(
        json.Text("subject"),
        json.Text("procedure"),
        json.Text("issuer"),
        json.Text("serial-number"),
        json.Find("token") is { } token ? new TokenRef(token.AsText()) : null,
        json.Find("key-id")?.AsText(),
        json.Bytes("certificate"),
        json.Text("artifact"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "subject", Subject },
        { "procedure", Procedure },
        { "issuer", Issuer },
        { "serial-number", SerialNumber },
        { "token", Token is { } token ? new JsonText(token.Name) : null },
        { "key-id", KeyId is null ? null : new JsonText(KeyId) },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "artifact", Artifact },
    };
}
