using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>Edition 4: the same as edition 5 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition4
{
    // Nothing was taken out of a configuration.
    private static readonly KnownAction OnlySets = CurrentEdition.Rules.Actions.Find("edit-config")! with
    {
        PartsFit = action => CurrentEdition.Rules.Actions.Find("edit-config")!.PartsFit(action) && action["edits"].AsList().All(edit => edit.AsMap().Find("removed") is null),
    };

    public static Rules Rules { get; } = CurrentEdition.Rules with
    {
        Edition = 4,
        KeepsBackupsElsewhere = false,
        Actions = CurrentEdition.Rules.Actions.Without("clear-backup").With(OnlySets),
        Facts = CurrentEdition.Rules.Facts.Without("backup-cleared").With(KnownFact.Of<ConfigEdited>("config-edited", "file settings before after backup", InstallationFacts.Edited)),
        Steps = CurrentEdition.Rules.Steps.Without("clear-backups"),
        TellsOldPins = false,
    };
}
