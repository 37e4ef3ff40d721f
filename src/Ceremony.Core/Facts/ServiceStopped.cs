using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A service is down.</summary>
/// <param name="Service">Its name in the script.</param>
public sealed record ServiceStopped(string Service) : CeremonyFact
{
    internal const string FactName = "service-stopped";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static ServiceStopped Read(JsonMap json) => new(
        json.Text("service"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "service", Service },
    };
}
