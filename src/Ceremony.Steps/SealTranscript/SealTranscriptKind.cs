using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Ends the ceremony. The engine knows this kind by its name and seals after it.</summary>
internal sealed class SealTranscriptKind : StepKind
{
    /// <inheritdoc/>
    public override string Name => "seal-transcript";

    /// <inheritdoc/>
    public override string Summary => "Shows what the ceremony leaves behind; the transcript is sealed and signed after it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new SealTranscriptStep();
}
