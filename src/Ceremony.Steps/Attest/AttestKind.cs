using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has somebody agree to a statement.</summary>
internal sealed class AttestKind : StepKind
{
    private static readonly Field<string> By = SeatField.Of("by", "Who attests.");
    private static readonly Field<string> Statement = FieldOf.Text("statement", "What is attested.", 1000);
    private static readonly Field<string> About = FieldOf.Pattern("about", "What it is about, for later steps that rest on it, such as logs-archived.", "[a-z][a-z0-9-]{0,63}", "lower-case words with hyphens, such as logs-archived").Optional("");

    /// <inheritdoc/>
    public override string Name => "attest";

    /// <inheritdoc/>
    public override string Summary => "Has somebody agree to a statement, or say why not.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [By, Statement, About];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
        step.Named(About.Name) is { } about ? [new MadeThing(Thing.Statement, about, step.MarkOf(About.Name))] : [];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it asks one person whether a statement is true. Agreement is a line `attested` of its own in the journal.",
        Refuses = "It refuses where that person does not agree or is not present, so that nobody overlooks a \"no\".",
        Undo = "There is nothing to undo; both answers stay in the journal.",
        Example = """
            - id: logs
              do: attest
              by: operator 1
              about: logs-archived
              statement: The logs that are signed with the Boot CA's key were verified and archived.
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new AttestStep(By.Of(fields), Statement.Of(fields), About.Of(fields));
}
