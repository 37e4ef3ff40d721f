using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>How a restore ends the step that asked for it, and why no service is started after one.</summary>
internal static class RestoreRefusals
{
    public static StepResult RestoredBefore(string service, string file) => new StepResult.Refused(
        "files-restored",
        $"The file {Hostile.Escape(file)} is as it was before this ceremony changed it, so the service {service} would work with the old state.",
        "If it was brought back on purpose, abort: the old state stays. Otherwise find out who brought it back, put the new one in its place and try again.");

    public static StepResult Restored(ServiceEntry service, TlsPlace place) => new StepResult.Refused(
        "restored",
        $"The service {service.Name} did not come up, so the files were brought back: the old state works again, and {place} was seen to present the old certificate.",
        "Abort, find out with the record why it did not come up, and hold the ceremony again once that is repaired.");

    public static StepResult NotProven(ServiceEntry service, string fault) => new StepResult.Refused(
        "restored",
        $"The service {service.Name} did not come up, and the files were brought back, but it is not proven that the old state works again: {fault}.",
        "Bring the services up by hand, with their logs in view (the backups are still there); then abort.");
}
