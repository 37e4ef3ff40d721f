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

    // A witness reads the archive's fingerprint from paper, and nothing can be aborted by then.
    /// <inheritdoc/>
    public override IReadOnlyList<string> ActingRoles { get; } = ["witness"];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing by itself: it shows what the ceremony leaves behind and what it ended; after it the transcript is sealed, and the officers sign the archive.",
        Refuses = "It refuses nothing, but warns where the Boot CA is not revoked and where officers' keys were made at the console.",
        Undo = "Sealing cannot be undone: a mistake that is found later takes another ceremony.",
        Example = """
            - { id: seal, do: seal-transcript }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new SealTranscriptStep();
}
