using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why an audit log is not kept.</summary>
internal static class KeepAuditLogRefusals
{
    public static StepResult Empty(string file) => new StepResult.Refused(
        "log-empty",
        $"The file {Hostile.Escape(file)} is empty.",
        "Have the vendor's tool export the token's audit log again, then try again; where the token keeps none, end this step by an exception (F3).");
}
