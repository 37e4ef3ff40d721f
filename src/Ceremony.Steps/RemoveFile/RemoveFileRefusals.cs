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

    /// <summary>The certificate stays in the folder under another name.</summary>
    public static StepResult HeldElsewhere(string file, IReadOnlyList<string> copies) => new StepResult.Refused(
        "held-elsewhere",
        $"The folder {Hostile.Escape(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".")} holds that certificate in {string.Join(", ", copies.Select(Hostile.Escape))} too: a server that reads all of it goes on trusting it.",
        copies.Count == 1 ? "Have that file removed as well, then try again." : "Have those files removed as well, then try again.");
}
