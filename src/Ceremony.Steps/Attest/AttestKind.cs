using Ceremony.Core.Scripts;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.Attest;

/// <summary>Has somebody agree to a statement.</summary>
internal sealed class AttestKind : StepKind
{
    private static readonly Field<string> By = SeatField.Of("by", "Who attests.");
    private static readonly Field<string> Statement = FieldOf.Text("statement", "What is attested.", 1000);

    /// <inheritdoc/>
    public override string Name => "attest";

    /// <inheritdoc/>
    public override string Summary => "Has somebody agree to a statement, or say why not.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [By, Statement];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new AttestStep(By.Of(fields), Statement.Of(fields));
}
