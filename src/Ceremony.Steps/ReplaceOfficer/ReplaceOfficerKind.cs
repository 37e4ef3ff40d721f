using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Takes an officer out of the registry whose token died or who left.</summary>
internal sealed class ReplaceOfficerKind : StepKind
{
    private static readonly Field<string> Officer = FieldOf.Text("officer", "The officer, by name.");
    private static readonly Field<string> Reason = FieldOf.Text("reason", "Why, such as: the card died.", 200);

    /// <inheritdoc/>
    public override string Name => "replace-officer";

    /// <inheritdoc/>
    public override string Summary => "Ends an officer's rights, by the agreement of the others; another officer can be created in that place.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Officer, Reason];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ReplaceOfficerStep(Officer.Of(fields), Reason.Of(fields));
}
