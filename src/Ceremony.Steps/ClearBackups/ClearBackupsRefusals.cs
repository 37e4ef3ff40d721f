using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why backups are not removed or moved, and what cannot be done after they were.</summary>
internal static class ClearBackupsRefusals
{
    public static StepResult OtherBackup(string file) => new StepResult.Refused(
        "other-backup",
        $"The file {Hostile.Escape(file)} is not the backup that this ceremony kept.",
        "Find out who changed it; put the right one back, then try again.");

    public static StepResult Cleared(string service) => new StepResult.Refused(
        "backups-cleared",
        $"The service {service} cannot be started any more: backups were removed or moved, so where it did not come up the old state could not be brought back.",
        "Abort and have the script start all services before it clears the backups.");
}
