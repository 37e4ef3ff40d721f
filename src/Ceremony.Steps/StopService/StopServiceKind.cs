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
    public override IStep Bind(ScriptMap fields) => new StopServiceStep(ServiceWords.Field.Of(fields).Name);
}
