using Ceremony.Core.Scripts;

namespace Ceremony.Steps.OpenBootKit;

/// <summary>Opens the boot kit of a new installation.</summary>
internal sealed class OpenBootKitKind : StepKind
{
    private static readonly Field<string> Folder = FieldOf.Text(
        "folder",
        "Where bootca.cer, officer1.p12 and officer2.p12 are; a relative path begins in the ceremony's folder.",
        256);

    /// <inheritdoc/>
    public override string Name => "open-boot-kit";

    /// <inheritdoc/>
    public override string Summary => "Reads the Boot CA and has the two bootstrap officers open their soft tokens; from then on they confirm.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Folder];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => ["certificate"];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new OpenBootKitStep(Folder.Of(fields).TrimEnd('/'));
}
