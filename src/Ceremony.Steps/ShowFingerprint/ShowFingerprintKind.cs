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
    public override IStep Bind(ScriptMap fields) => new ShowFingerprintStep(Artifacts.Of.Of(fields), Called.Of(fields));
}
