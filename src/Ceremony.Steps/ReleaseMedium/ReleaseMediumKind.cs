using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a removable medium unmounted.</summary>
internal sealed class ReleaseMediumKind : StepKind
{
    private static readonly Field<string> Folder = InstalledFiles.Field("folder", "The folder at which the medium is mounted.");

    /// <inheritdoc/>
    public override string Name => "release-medium";

    /// <inheritdoc/>
    public override string Summary => "Has a removable medium unmounted, and looks that it is, before anybody takes it out.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Folder];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ReleaseMediumStep(Folder.Of(fields));
}
