using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A service is up.</summary>
/// <param name="Service">Its name in the script.</param>
public sealed record ServiceStarted(string Service) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Services started";

    internal const string FactName = "service-started";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static ServiceStarted Read(JsonMap json) => new(
        json.Text("service"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "service", Service },
    };
}
