using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A witness compared a fingerprint with paper.</summary>
/// <param name="Of">What it is the fingerprint of.</param>
/// <param name="Sha256">The SHA-256 in lower-case hex.</param>
/// <param name="By">Who compared it.</param>
public sealed record FingerprintCompared(string Of, string Sha256, string By) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Fingerprints compared with paper";

    internal const string FactName = "fingerprint-compared";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static FingerprintCompared Read(JsonMap json) => new(
        json.Text("of"),
        json.Text("sha256"),
        json.Text("by"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "of", Of },
        { "sha256", Sha256 },
        { "by", By },
    };
}
