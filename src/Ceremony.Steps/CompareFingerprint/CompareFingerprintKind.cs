using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a witness compare a fingerprint with paper.</summary>
internal sealed class CompareFingerprintKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("title", "What the artifact is called on the screen.", 48).Optional("");
    private static readonly Field<bool> Known = FieldOf.YesNo(
        "known",
        "Whether the fingerprint is on paper already; then it is shown only once the words have been typed.").Optional(false);

    /// <inheritdoc/>
    public override string Name => "compare-fingerprint";

    /// <inheritdoc/>
    public override string Summary => "Has a witness write down or compare an artifact's SHA-256 and type three of its words from paper.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Artifacts.Of, Called, Known];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it shows a new fingerprint, hides it and asks for three of its words; of a fingerprint that paper has already it asks for the words first. The record says which witness compared what.",
        Refuses = "It refuses other words, and does not say which are right.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: system-ca-fingerprint, do: compare-fingerprint, of: '${step.system-ca.certificate}', title: the System CA }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new CompareFingerprintStep(Artifacts.Of.Of(fields), Called.Of(fields), Known.Of(fields));
}
