using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Asks for something that belongs in the record.</summary>
internal sealed class RecordKind : StepKind
{
    private static readonly Field<string> Asked = FieldOf.Text("ask", "What is asked for, such as: Number of the bag.");
    private static readonly Field<string> Pattern = FieldOf.Text("pattern", "A regular expression that the whole answer must match.", 256).Optional("");
    private static readonly Field<string> Shape = FieldOf.Text("shape", "What an answer looks like, for whoever types it, such as: two capital letters.").Optional("");

    /// <inheritdoc/>
    public override string Name => "record";

    /// <inheritdoc/>
    public override string Summary => "Asks for something that belongs in the record, such as the number of a bag.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Asked, Pattern, Shape];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "What was answered.", Thing.Text)];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it asks the operator for something that belongs in the record, such as the number of a bag.",
        Refuses = "It refuses an answer that does not match the pattern.",
        Undo = "There is nothing to undo; a wrong answer is corrected, and both stay in the journal.",
        Example = """
            - id: bag
              do: record
              ask: Number of the tamper-evident bag
              pattern: '[A-Z]{2}[0-9]{6}'
              shape: two capital letters and six digits
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new RecordStep(Asked.Of(fields), Pattern.Of(fields), Shape.Of(fields));
        return step.Pattern.Length == 0 || Patterns.IsUsable(step.Pattern)
            ? step
            : throw new ScriptProblemException(fields.Find("pattern")!.Mark, "\"pattern\" is not a regular expression that can be matched without backtracking");
    }
}
