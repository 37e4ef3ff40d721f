using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>Starts a service and reads its state back until it is up, has failed, or its time is over.</summary>
/// <param name="Service">The service's name in the script.</param>
/// <param name="Command">The program and its arguments; no shell.</param>
public sealed record StartService(string Service, IReadOnlyList<string> Command) : CeremonyAction<ServiceReceipt>
{
    /// <inheritdoc/>
    public override string Name => "start-service";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override ServiceReceipt ReadReceipt(JsonMap json) => ServiceReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "service", Service },
        { "command", JsonList.OfText(Command) },
    };
}
