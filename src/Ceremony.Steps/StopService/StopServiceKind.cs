using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Stops a service.</summary>
internal sealed class StopServiceKind : StepKind
{
    /// <inheritdoc/>
    public override string Name => "stop-service";

    /// <inheritdoc/>
    public override string Summary => "Stops a service and reads its state back.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [ServiceWords.Field];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Stops one service by the script's own command, without a shell, and reads its state until it is down or its time is over. A service that is down already is left as it is.",
        Refuses = "It refuses where the service stays up, with the last lines of its log on the screen.",
        Undo = "Undone by start-service.",
        Example = """
            - { id: stop-cis, do: stop-service, service: cis }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new StopServiceStep(ServiceWords.Field.Of(fields).Name);
}
