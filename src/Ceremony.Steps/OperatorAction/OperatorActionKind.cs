using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has somebody do something by hand.</summary>
internal sealed class OperatorActionKind : StepKind
{
    private static readonly Field<string> Text = FieldOf.Text("text", "What is done, as it is to stand in the record: \"All AWB and RA clients are closed.\".", 1000);
    private static readonly Field<string> By = SeatField.Of("by", "Who does it and says so.");

    /// <inheritdoc/>
    public override string Name => "operator-action";

    /// <inheritdoc/>
    public override string Summary => "Has somebody do something by hand that this program cannot do, and say that it is done.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Text, By];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new OperatorActionStep(Text.Of(fields), By.Of(fields));
}
