using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>An authority exists: its certificate was signed and verified.</summary>
/// <param name="Ca">The CA's name in the installation.</param>
/// <param name="Key">The name of its key.</param>
/// <param name="Certificate">DER of its certificate.</param>
/// <param name="Artifact">Its certificate among the artifacts.</param>
public sealed record CaCreated(string Ca, string Key, byte[] Certificate, string Artifact) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Authorities";

    /// <summary>The name of the CA whose subject this one takes over, with another key, while that one is in force; null where there is none.</summary>
    public string? Succeeds { get; init; }

    internal const string FactName = "ca-created";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CaCreated Read(JsonMap json) => new(
        json.Text("ca"),
        json.Text("key"),
        json.Bytes("certificate"),
        json.Text("artifact"))
    {
        Succeeds = json.Find("succeeds")?.AsText(),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "ca", Ca },
        { "key", Key },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "artifact", Artifact },
        { "succeeds", Succeeds is null ? null : new JsonText(Succeeds) },
    };
}
