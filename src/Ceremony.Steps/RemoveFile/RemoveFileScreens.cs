using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What people see while a file is removed.</summary>
internal static class RemoveFileScreens
{
    private const string NotErased = "Deleting a file on flash memory does not erase it: its bytes may be read until they are overwritten. Keep the medium as safe as the file "
        + "was, or have it destroyed.";

    public static Screen Propose(RemoveFile action, FileView there)
    {
        var facts = new FactsBlock([.. InstalledFiles.Details(there.Owner, there.Group, there.Mode)]);
        Block[] blocks = action.Backup is null ? [facts, new WarningBlock(NotErased)] : [facts];
        return new Screen("Remove a file", blocks)
        {
            Help = "You are asked to agree that this file is removed. Compare its path with the paper script. If a server still needs it, it will not start. If "
                + "anything here is not what the paper script says, refuse and say why; nothing has happened yet.",
        };
    }

    public static Screen Removed(RemoveFile action)
    {
        Block[] blocks = action.Backup is null
            ? [new TextBlock("The file is deleted."), new FactsBlock(Detail.From("file", action.File)), new WarningBlock(NotErased)]
            : [new TextBlock("The file is no longer there."), new FactsBlock(Detail.From("file", action.File), Detail.From("backup", action.Backup))];
        return new Screen("The file is removed", blocks) { IsNews = action.Backup is not null, Help = "Nothing is asked of you. Enter goes on." };
    }
}
