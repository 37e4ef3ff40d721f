using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>What must not be in use any more before a CA ends.</summary>
internal static class Ending
{
    /// <summary>A refusal where officers in force hold certificates of that CA: they could neither confirm nor seal afterwards.</summary>
    public static StepResult? RefuseInUse(Registry registry, string ca) => Authorities.OfficersOf(registry, ca) is { Count: > 0 } officers
        ? new StepResult.Refused(
            "officers-of-ca",
            $"The CA \"{ca}\" cannot end: it issued the certificates of {StepWords.And([.. officers.Select(each => $"\"{each.Officer}\"")])}, who {(officers.Count == 1 ? "is an officer" : "are officers")} in force.",
            "Abort and have the script end another CA, or have those officers replaced first.")
        : null;

    /// <summary>Why the Boot CA of a boot kit cannot end in such a script; nothing where it can, or where it is another CA or key.</summary>
    /// <param name="earlier">The steps before.</param>
    /// <param name="step">The step that ends it.</param>
    /// <param name="field">The field that names the CA or the key.</param>
    public static IEnumerable<ScriptProblem> OfBootKit(IEarlierSteps earlier, ToldStep step, string field) =>
        !earlier.Made(step.Named(field), Thing.BootCa, Thing.BootKey).Any() ? [] : earlier.Installation switch
        {
            InstallationKind.Own => [],
            InstallationKind.NexusCm =>
            [
                step.Problem(field, "with \"installation: nexus-cm\" the Boot CA is not revoked and its key not destroyed: the installed Certificate Manager knows nothing of this ceremony's officers, so that nobody could sign in to it afterwards"),
            ],
            _ =>
            [
                step.Problem(field, "the Boot CA ends only where the script says \"installation: own\": the CAs, procedures and officers of a ceremony are this program's own, and an installed Certificate Manager knows nothing of them"),
            ],
        };

    /// <summary>What everybody reads before the Boot CA of a boot kit, or its key, comes to its end; nothing for another CA.</summary>
    public static IEnumerable<Block> WarnOfBootKit(Registry registry, string? ca) => registry.All<BootKitOpened>().All(kit => kit.Ca != ca) ? [] :
    [
        new WarningBlock($"{InstallationKind.Meaning} If people still sign in to an installed one by this very Boot CA, refuse: afterwards they could not."),
    ];
}
