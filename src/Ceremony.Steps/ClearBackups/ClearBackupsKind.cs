using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Removes or moves the backups that hold old PINs.</summary>
internal sealed class ClearBackupsKind : StepKind
{
    private static readonly Field<string> To = InstalledFiles.Field("to", "The folder to which they are moved; where it is left out they are removed.").Optional("");

    /// <inheritdoc/>
    public override string Name => "clear-backups";

    /// <inheritdoc/>
    public override string Summary => "Removes the backups that hold old PINs, or moves them to where the script says, once the officers agreed.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [To];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Removes, or moves into one folder, every backup of this ceremony of a configuration that had PINs in it, and of a soft token (`.p12`, `.pfx`) that was replaced or removed; other backups stay. Where there is none it says so.",
        Refuses = "It refuses a backup that is no longer there or is not the one that was kept, and a folder that does not exist or has no room. No service can be started after it, since the old state could not be brought back whole.",
        Undo = "Removing cannot be undone, though the bytes may survive on flash memory; what was moved can be brought back by hand.",
        Example = """
            - { id: old-pins, do: clear-backups, to: /media/vault }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ClearBackupsStep(To.Of(fields));
}
