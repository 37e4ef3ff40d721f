using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Shows a fingerprint, to be written down.</summary>
internal sealed class ShowFingerprintKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("title", "What the artifact is called on the screen.", 48).Optional("");

    /// <inheritdoc/>
    public override string Name => "show-fingerprint";

    /// <inheritdoc/>
    public override string Summary => "Shows an artifact's SHA-256 as hex, as words and as a QR code, to be written down.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Artifacts.Of, Called];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it shows the SHA-256 of an artifact as hex, as words and as a QR code.",
        Refuses = "It refuses an artifact that was never kept.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: boot-ca-fingerprint, do: show-fingerprint, of: '${step.boot-kit.certificate}', title: the Boot CA }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ShowFingerprintStep(Artifacts.Of.Of(fields), Called.Of(fields));
}
