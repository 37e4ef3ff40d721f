using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why a file is not removed.</summary>
internal static class RemoveFileRefusals
{
    public static StepResult NotProbed(string file) => new StepResult.Refused(
        "not-probed",
        $"The file {Hostile.Escape(file)} may only be removed after it was seen which certificate is presented since the last start of a service.",
        "Have the step done that makes a TLS connection, then try again.");
}
