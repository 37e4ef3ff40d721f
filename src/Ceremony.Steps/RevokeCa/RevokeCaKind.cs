using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Revokes a CA.</summary>
internal sealed class RevokeCaKind : StepKind
{
    private static readonly Field<string> Ca = FieldOf.Text("ca", "The CA, by its name: mostly what the step that opened the boot kit gave.");
    private static readonly Field<string> Reason = FieldOf.Choice("reason", "Why it ends.", [.. RevokeCaStep.Reasons.Keys]);
    private static readonly Field<string> Logs = FieldOf.Text("logs", "The field about of the step by which somebody attested that the logs signed with the CA's key were archived.");

    /// <inheritdoc/>
    public override string Name => "revoke-ca";

    /// <inheritdoc/>
    public override string Summary => "Revokes a CA: its officers are refused from then on, and its key is retired.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Ca, Reason, Logs];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new RevokeCaStep(Ca.Of(fields), Reason.Of(fields), Logs.Of(fields));
}
