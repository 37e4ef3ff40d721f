using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What people see while a configuration file is changed.</summary>
internal static class EditConfigScreens
{
    public static Screen Propose(ConfigPlan plan, IDesk desk)
    {
        var blocks = new List<Block>
        {
            new TextBlock("Everything else in the file stays as it is, byte for byte. Masked means: with **** in place of each PIN."),
            new FactsBlock([.. InstalledFiles.Details(plan.View.Owner, plan.View.Group, plan.View.Mode)]),
            new DiffBlock(InstalledFiles.NameOf(plan.File), plan.Before.DiffTo(plan.After)),
        };
        blocks.AddRange(CaPins.Of(plan, desk));
        if (plan.Edits.Any(edit => edit.IsPin))
        {
            blocks.AddRange(plan.Edits.Where(edit => edit.IsPin).Select(edit => Pin(edit, desk)).Distinct().Select(sentence => new TextBlock(sentence)));
        }

        return new Screen("Edit a configuration file", blocks)
        {
            Help = "You are asked to agree to this change of a server's configuration. Compare each line that begins with + or - with the paper script. "
                + "A PIN appears as ****; whoever knows it is asked for it when it is written, and it is tried first. The present "
                + "file is kept under the name of the backup. If anything here is not what the paper script says, refuse and say "
                + "why; nothing has happened yet.",
        };
    }

    public static Screen Edited(ConfigPlan plan) => new(
        "The configuration is changed",
        new TextBlock("The file was replaced in one go and read back. The servers do not use it until they are restarted."),
        new FactsBlock([Detail.From("file", plan.File), Detail.From("backup", plan.Backup)]),
        Settings(plan))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };

    public static Screen StandsAlready(ConfigPlan plan) => new(
        "Nothing to change",
        new TextBlock("This file is as the script asks already. It is left as it is, and no backup is made."),
        new FactsBlock(Detail.From("file", plan.File)),
        Settings(plan))
    {
        Help = "Nothing is asked of you. If the paper script says that these settings are new, find out who made them: make a note (F2) or record an "
            + "exception (F3). Enter goes on.",
    };

    private static TableBlock Settings(ConfigPlan plan) =>
        new(["setting", "value"], [.. plan.Edits.Select(each => (IReadOnlyList<string>)[each.Name, Value(each)])]);

    private static string Value(ConfigEdit edit) => edit switch
    {
        { Removed: true } => "(taken out)",
        { Value: null } => "its PIN",
        { Value: "" } => "(empty)",
        { Value: var value } => Hostile.Escape(value),
    };

    private static string Pin(ConfigEdit edit, IDesk desk)
    {
        if (edit.PinOf is not { } token)
            return $"{Hostile.Escape(edit.Holder!)} types the PIN of {InstalledFiles.NameOf(edit.PinOfFile!)}. It is tried by opening that, and then stands in this file.";

        TokenEntry entry = desk.Token(token);
        string who = entry.Use == TokenUse.Card && entry.Holder is { } holder ? holder : entry.Custodian;
        return $"{Hostile.Escape(who)} types the PIN of {Hostile.Escape(entry.Called)}. It is tried by a login, and then stands in this file.";
    }
}
