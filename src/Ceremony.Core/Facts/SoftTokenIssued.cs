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
        json.Text("artifact"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "subject", Subject },
        { "token-procedure", TokenProcedure },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "artifact", Artifact },
    };
}
