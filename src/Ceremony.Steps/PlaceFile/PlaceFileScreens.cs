using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What people see while a file is placed.</summary>
internal static class PlaceFileScreens
{
    public static Screen Propose(PlaceFileStep step, PlaceFile action, FileView? there) => new(
        "Place a file",
        [
            new TextBlock($"{(step.Artifact.Length > 0 ? $"It is {Hostile.Escape(step.Artifact)} of the archive. " : "")}{Standing(action, there)}"),
            .. there is null ? [] : new[] { new FactsBlock([.. Replaced(there)]) },
        ])
    {
        Help = "You are asked to agree that this file goes there. Compare the path and where it comes from with the paper script. What is there now "
            + "is kept under the name of the backup. If anything here is not what the paper script says, refuse and say why; nothing has "
            + "happened yet.",
    };

    public static Screen Placed(PlaceFile action) => new(
        "The file is in place",
        new TextBlock("The file was put there in one go and read back. The servers do not use it until they are restarted."),
        new FactsBlock([Detail.From("file", action.File), new Detail("SHA-256 of the file", HexText.Groups(action.Sha256)), .. action.Backup is null ? [] : new[] { Detail.From("backup", action.Backup) }]))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };

    private static string Standing(PlaceFile action, FileView? there) => there switch
    {
        null => "There is nothing there now.",
        _ when there.Sha256 == action.Sha256 => "The very same file is there now; it is kept as a backup all the same.",
        _ => "What is there now is replaced, and kept as a backup.",
    };

    private static IEnumerable<Detail> Replaced(FileView there) =>
    [
        new Detail("SHA-256 now", HexText.Groups(there.Sha256)),
        .. InstalledFiles.Details(there.Owner, there.Group, there.Mode),
    ];
}
