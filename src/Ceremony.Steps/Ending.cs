using Ceremony.Core.Facts;
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
}
