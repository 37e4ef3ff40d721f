using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has somebody do something by hand.</summary>
internal sealed class OperatorActionKind : StepKind
{
    private static readonly Field<string> Text = FieldOf.Text("text", "What is done, as the record is to say it, such as: All AWB and RA clients are closed.", 1000);
    private static readonly Field<string> By = SeatField.Of("by", "Who does it and says so.");

    /// <inheritdoc/>
    public override string Name => "operator-action";

    /// <inheritdoc/>
    public override string Summary => "Has somebody do something by hand that this program cannot do, and say that it is done.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Text, By];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing by itself: it has somebody do something by hand, such as closing the clients, and say that it is done. The record has it as reported, not as seen.",
        Refuses = "It refuses where that person is not present or says that it is not done.",
        Undo = "Undone by whoever did it.",
        Example = """
            - id: clients
              do: operator-action
              by: operator 1
              text: All AWB and RA clients are closed.
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new OperatorActionStep(Text.Of(fields), By.Of(fields));
}
