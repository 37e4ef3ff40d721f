using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a text read to the room.</summary>
internal sealed class ReadKind : StepKind
{
    private static readonly Field<string> Text = FieldOf.Text("text", "What is read to the room.", 2000);
    private static readonly Field<string> Heading = FieldOf.Text("title", "The heading above it.").Optional("Read to the room");

    /// <inheritdoc/>
    public override string Name => "read";

    /// <inheritdoc/>
    public override string Summary => "Has a text read to the room.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Text, Heading];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it shows a text that the operator reads to the room.",
        Refuses = "It refuses nothing; the journal says that the text was shown.",
        Undo = "There is nothing to undo.",
        Example = """
            - id: welcome
              do: read
              title: Welcome
              text: Phones stay outside. Whoever leaves the room says so, and is recorded.
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ReadStep(Text.Of(fields), Heading.Of(fields));
}
