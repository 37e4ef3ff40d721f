using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A service is up.</summary>
/// <param name="Service">Its name in the script.</param>
public sealed record ServiceStarted(string Service) : CeremonyFact
{
    internal const string FactName = "service-started";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static ServiceStarted Read(JsonMap json) => new(
        json.Text("service"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "service", Service },
    };
}
