using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What people see while backups with old PINs are removed or moved.</summary>
internal static class ClearBackupsScreens
{
    private const string NotErased = "Deleting a file on flash memory does not erase it: its bytes may be read until they are overwritten. Keep the machine as safe as the PINs "
        + "were, or have them changed.";

    public static Screen Propose(IReadOnlyList<PinBackup> backups, IReadOnlyList<ClearBackup> actions) => new(
        Moves(actions) ? "Move backups with old PINs" : "Remove backups with old PINs",
        [
            .. Moves(actions) ? [] : new[] { new TextBlock("The old state cannot be brought back whole any more.") },
            new TableBlock(["backup", "holds"], [.. backups.Select(each => (IReadOnlyList<string>)[InstalledFiles.NameOf(each.File), Hostile.Escape(each.Holds)])]),
            new WarningBlock(NotErased),
        ])
    {
        Help = "You are asked to agree that these backups go. They are those of this ceremony that hold PINs, or keys under a former PIN; all others stay. Agree only "
            + "once the servers were seen to work. If anything here is not what the paper script says, refuse and say why; nothing has happened yet.",
    };

    public static Screen Cleared(IReadOnlyList<ClearBackup> actions) => new(
        Moves(actions) ? "The backups are moved" : "The backups are removed",
        new TextBlock($"{Counted(actions)} {(actions.Count == 1 ? "is" : "are")} no longer where {(actions.Count == 1 ? "it was" : "they were")} kept."),
        new FactsBlock([.. actions.Select(action => Detail.From(action.To is null ? "removed" : "moved to", action.To ?? action.File))]),
        new WarningBlock(NotErased))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };

    public static Screen None() => new(
        "No backup holds old PINs",
        new TextBlock("This ceremony has kept no backup of a file with PINs, or has removed or moved them all. Nothing is done."))
    {
        Help = "Nothing is asked of you. Enter goes on.",
    };

    private static bool Moves(IReadOnlyList<ClearBackup> actions) => actions[0].To is not null;

    private static string Counted(IReadOnlyList<ClearBackup> actions) => StepWords.Capital(StepWords.Count(actions.Count, "backup"));
}
