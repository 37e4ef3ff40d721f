using Ceremony.Core.Json;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Stops a service and reads its state back until it is down or its time is over.</summary>
/// <param name="Service">The service's name in the script.</param>
/// <param name="Command">The program and its arguments; no shell.</param>
public sealed record StopService(string Service, IReadOnlyList<string> Command) : CeremonyAction<ServiceReceipt>
{
    internal const string ActionName = "stop-service";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Stop the service {Safe(Service)}: {Wording.Command(Command)}.";

    /// <inheritdoc/>
    public override ServiceReceipt ReadReceipt(JsonMap json) => ServiceReceipt.FromJson(json);

    internal static StopService Read(JsonMap json) => new(json.Text("service"), json.Texts("command"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "service", Service },
        { "command", JsonList.OfText(Command) },
    };
}
