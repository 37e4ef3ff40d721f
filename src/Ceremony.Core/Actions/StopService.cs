using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>Stops a service and reads its state back until it is down or its time is over.</summary>
/// <param name="Service">The service's name in the script.</param>
/// <param name="Command">The program and its arguments; no shell.</param>
public sealed record StopService(string Service, IReadOnlyList<string> Command) : CeremonyAction<ServiceReceipt>
{
    /// <inheritdoc/>
    public override string Name => "stop-service";

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
