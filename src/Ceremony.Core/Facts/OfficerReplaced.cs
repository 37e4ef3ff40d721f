using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>An officer stands in the registry no more: the card died, or the officer left.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Reason">Why.</param>
public sealed record OfficerReplaced(string Officer, string Reason) : CeremonyFact
{
    internal const string FactName = "officer-replaced";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static OfficerReplaced Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("reason"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "reason", Reason },
    };
}
