using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a removable medium unmounted.</summary>
internal sealed class ReleaseMediumKind : StepKind
{
    private static readonly Field<string> Folder = InstalledFiles.Field("folder", "The folder at which the medium is mounted.");

    /// <inheritdoc/>
    public override string Name => "release-medium";

    /// <inheritdoc/>
    public override string Summary => "Has a removable medium unmounted, and makes sure that it is, before anybody takes it out.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Folder];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing itself: somebody unmounts the medium, and the program looks whether it is still mounted before it says that it can be taken out.",
        Refuses = "It refuses as long as the same device is mounted there; a folder on the machine's own disk, as in a rehearsal, needs no unmounting.",
        Undo = "There is nothing to undo: the medium can be put in again.",
        Example = """
            - { id: release-media, do: release-medium, folder: /media/stick }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ReleaseMediumStep(Folder.Of(fields));
}
