using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why an officer is not replaced.</summary>
internal static class ReplaceOfficerRefusals
{
    public static StepResult Already(string officer) => new StepResult.Refused(
        "already-replaced",
        $"The officer \"{officer}\" has already been replaced.",
        Refusals.CorrectScript);

    /// <summary>A refusal where the others are fewer than the officers who must confirm; null where they are enough. Two officers are two people.</summary>
    public static StepResult? TooFew(string officer, IReadOnlyList<Confirmer> others, int quorum)
    {
        string[] people = [.. others.Select(each => each.Person).Distinct()];
        return people.Length >= quorum ? null : new StepResult.Refused(
            "too-few-left",
            $"The officer \"{officer}\" cannot be replaced: {quorum} officers must confirm, but {(people.Length == 0 ? "nobody" : $"only {StepWords.And(people)}")} would be left.",
            "If this officer can still confirm, abort and have another officer created first; otherwise the installation must be bootstrapped anew.");
    }
}
