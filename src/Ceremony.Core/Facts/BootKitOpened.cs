using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>The boot kit was read and its parts fit each other.</summary>
/// <param name="Certificate">DER of the Boot CA's certificate.</param>
/// <param name="Artifact">The Boot CA's certificate among the artifacts.</param>
public sealed record BootKitOpened(byte[] Certificate, string Artifact) : CeremonyFact
{
    internal const string FactName = "boot-kit-opened";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static BootKitOpened Read(JsonMap json) => new(
        json.Bytes("certificate"),
        json.Text("artifact"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "certificate", Convert.ToBase64String(Certificate) },
        { "artifact", Artifact },
    };
}
