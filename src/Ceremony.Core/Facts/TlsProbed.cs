using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A server presented a certificate over TLS (RFC 8446 §4.4.2).</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Certificate">DER of the certificate that it presented.</param>
/// <param name="Expected">The artifact that it was compared with.</param>
public sealed record TlsProbed(string Host, long Port, byte[] Certificate, string Expected) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "TLS connections tried";

    internal const string FactName = "tls-probed";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Holds => "verified";

    internal static TlsProbed Read(JsonMap json) => new(
        json.Text("host"),
        json.Number("port"),
        json.Bytes("certificate"),
        json.Text("expected"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "host", Host },
        { "port", Port },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "expected", Expected },
    };
}
