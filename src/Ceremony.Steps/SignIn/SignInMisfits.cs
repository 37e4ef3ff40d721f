using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why an officer cannot sign in by the text of a script.</summary>
internal static class SignInMisfits
{
    /// <summary>An officer or a profile that is not active, and a role that the profile does not have.</summary>
    public static IEnumerable<ScriptProblem> ByProfile(ToldStep step, CreateOfficerStep officer, OfficerProfileCreated profile)
    {
        var created = new OfficerCreated(officer.Called, officer.State, officer.Domain, profile.Profile, "", null, null, []);
        StepResult? refusal = SignInRefusals.ByProfile(created, profile, step.Text("role") ?? "");
        return refusal is not StepResult.Refused { Code: "role-missing" }
            ? refusal.At(step, "officer")
            : step.Text("role") is not null && profile.Roles.All(ToldStep.IsKnown) ? refusal.At(step, "role") : [];
    }
}
