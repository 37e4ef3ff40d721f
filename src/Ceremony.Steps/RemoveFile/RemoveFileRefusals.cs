using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why a file is not removed.</summary>
internal static class RemoveFileRefusals
{
    public static StepResult NotProbed(string file) => new StepResult.Refused(
        "not-probed",
        $"The file {Hostile.Escape(file)} may only be removed once it was seen which certificate is presented since a service was last started.",
        "Have the step that makes a TLS connection done first, then try again.");
}
