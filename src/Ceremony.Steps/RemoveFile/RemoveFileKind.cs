using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Removes a file.</summary>
internal sealed class RemoveFileKind : StepKind
{
    private static readonly Field<string> File = InstalledFiles.Field("file", "The file.");
    private static readonly Field<bool> Backup = FieldOf.YesNo("backup", "Whether it is kept under another name outside of its folder.").Optional(true);
    private static readonly Field<string> Needs = FieldOf.Choice("needs", "What must have been seen before: with tls-probed, which certificate a server presents since a service was last started.", RemoveFileStep.TlsProbed).Optional("");

    /// <inheritdoc/>
    public override string Name => "remove-file";

    /// <inheritdoc/>
    public override string Summary => "Removes a file, such as a certificate from a trust store, or a soft token from the medium that it came on.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [File, Backup, Needs];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
    [
        .. earlier.All<EditConfigStep>().Any(each => each.Step.File == step.Named(File.Name)) ? InstalledFiles.Configuration(step.Named(File.Name)!).At(step, File.Name) : [],
        .. step.Text(Backup.Name) != "no" && step.Text(File.Name) is { } file && InstalledFiles.RefuseWithoutBackup(file) is { } unfit ? unfit.At(step, File.Name) : [],
        .. step.Text(Needs.Name) == RemoveFileStep.TlsProbed && !earlier.OfKind("probe-tls").Any() ? RemoveFileRefusals.NotProbed(step.Named(File.Name)!).At(step, Needs.Name) : [],
    ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Removes one file, with a backup `FOLDER.before/NAME.before-STEPID` outside of its folder or, where the script says so, without one.",
        Refuses = "It refuses a file that does not exist, a configuration that this ceremony edited, a certificate that another file of the same folder, or of a folder in it, holds too and, with `needs: tls-probed`, any removal before a server's certificate was seen since the last start of a service.",
        Undo = "Undone by the backup, which start-service brings back; without one it cannot be undone, though the bytes may survive on flash memory.",
        Example = """
            - { id: trust-no-more, do: remove-file, file: /opt/cm/config/cistrust/bootca.cer }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new RemoveFileStep(File.Of(fields), Backup.Of(fields), Needs.Of(fields));
}
