using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Files of the installation.</summary>
internal static class InstalledFiles
{
    private const int LongestPath = 512;

    /// <summary>A field that names a file.</summary>
    public static Field<string> Field(string name, string help) => FieldOf.Text(name, help, LongestPath).Naming(Things.Files);

    /// <summary>
    /// The file in which a file is kept before a step changes it, of no other step: in a folder beside its own, since a server may read whatever lies in that. Null where there is no place beside its folder.
    /// </summary>
    public static string? BackupOf(string file, string stepId)
    {
        int at = file.LastIndexOf('/');
        string folder = at < 0 ? "" : file[..at].TrimEnd('/');
        return folder.Split('/')[^1] is "" or "." or ".." ? null : $"{folder}.before/{file[(at + 1)..]}.before-{stepId}";
    }

    /// <summary>A file that can have no backup is not changed. Null for any other.</summary>
    public static StepResult? RefuseWithoutBackup(string file) => BackupOf(file, "") is not null ? null : new StepResult.Refused(
        "no-backup-folder",
        $"The file {Hostile.Escape(file)} is not in a folder beside which another can be made, so no backup of it can be kept outside of the folder that a server reads.",
        "Abort and have the file moved into a folder of its own, or named by its whole path.");

    /// <summary>The last part of a path, for titles.</summary>
    public static string NameOf(string file) => Hostile.Escape(file[(file.LastIndexOf('/') + 1)..]);

    /// <summary>Whose a file is and who may read it.</summary>
    public static IReadOnlyList<Detail> Details(long owner, long group, long mode) =>
    [
        new Detail("owner and group", string.Create(CultureInfo.InvariantCulture, $"{owner}:{group}")),
        new Detail("mode", Convert.ToString(mode, 8).PadLeft(4, '0')),
    ];

    /// <summary>
    /// A configuration can hold PINs, which a hash of all of it would give away to whoever guesses: it is edited, and neither placed nor removed. Null for any other file.
    /// </summary>
    public static StepResult? RefuseConfiguration(Registry registry, string file) => !registry.All<ConfigEdited>().Any(edited => edited.File == file) ? null : Configuration(file);

    /// <summary>A configuration that this ceremony edited is neither placed nor removed.</summary>
    public static StepResult Configuration(string file) => new StepResult.Refused(
        "configuration",
        $"The file {Hostile.Escape(file)} is a configuration that this ceremony edited: with its PINs in it, its hash must not be on record.",
        "Abort and have the script edit it instead.");

    /// <summary>The same the other way round: a file whose hash is on record already is not edited, since there may be PINs in it. Null for any other file.</summary>
    public static StepResult? RefuseHashed(Registry registry, string file) =>
        !registry.Facts.Any(fact => (fact is FilePlaced { Backup: not null } placed && placed.File == file) || (fact is FileRemoved removed && removed.File == file)) ? null : Hashed(file);

    /// <summary>A file whose hash is on record is not edited.</summary>
    public static StepResult Hashed(string file) => new StepResult.Refused(
        "hash-on-record",
        $"The file {Hostile.Escape(file)} was replaced or removed in this ceremony, so the hash of all that was in it is on record: as a configuration it could have held PINs.",
        "Abort and have the script edit it before anything takes its place.");

    /// <summary>A file is not where the script says.</summary>
    public static StepResult Missing(string file) => new StepResult.Refused(
        "file-missing",
        $"The file {Hostile.Escape(file)} is not there.",
        "Compare the path with the paper script; insert the medium or put the file there, then try again.");

    /// <summary>A file was written, but something else was read back.</summary>
    public static StepResult ReadBackOtherwise(string file) => new StepResult.Refused(
        "file-differs",
        $"The file {Hostile.Escape(file)} was written, but what was read back is not what was approved.",
        "Do not start anything that reads it: record an exception (F3), compare it with its backup and find out what else writes to it.");
}
