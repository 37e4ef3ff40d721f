using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A CRL was signed and verified (RFC 5280 §5).</summary>
/// <param name="Ca">The CA's name.</param>
/// <param name="Number">Its CRL number.</param>
/// <param name="Serials">The serial numbers on it, lower-case hex.</param>
/// <param name="Crl">DER.</param>
/// <param name="Artifact">The CRL among the artifacts, as DER.</param>
public sealed record CrlIssued(string Ca, long Number, IReadOnlyList<string> Serials, byte[] Crl, string Artifact) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Revocation lists";

    internal const string FactName = "crl-issued";

    /// <summary>The same CRL among the artifacts, as PEM (RFC 7468 §6); null where it was kept as DER alone.</summary>
    public string? Pem { get; init; }

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CrlIssued Read(JsonMap json) => new(
        json.Text("ca"),
        json.Number("number"),
        json.Texts("serials"),
        json.Bytes("crl"),
        json.Text("artifact"))
    {
        Pem = json.Find("pem")?.AsText(),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "ca", Ca },
        { "number", Number },
        { "serials", JsonList.OfText(Serials) },
        { "crl", Convert.ToBase64String(Crl) },
        { "artifact", Artifact },
        { "pem", Pem is null ? null : new JsonText(Pem) },
    };
}
