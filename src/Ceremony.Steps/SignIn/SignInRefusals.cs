using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.SignIn;

/// <summary>Why an officer cannot sign in.</summary>
internal static class SignInRefusals
{
    private const string AnotherOfficer = "End the step with an exception, or abort and have the script corrected.";

    /// <summary>What the registry says against it; null where the officer and the profile are active and the profile has the role.</summary>
    public static StepResult? ByStanding(OfficerCreated officer, OfficerProfileCreated? profile, string role)
    {
        if (officer.State != "active")
            return new StepResult.Refused("officer-inactive", $"The officer \"{officer.Officer}\" is inactive and cannot sign in.", AnotherOfficer);
        if (profile is null)
            return Refusals.Unknown("officer profile", officer.Profile);
        if (profile.State != "active")
            return new StepResult.Refused(
                "profile-inactive",
                $"The officer profile \"{profile.Profile}\" is inactive, so that \"{officer.Officer}\" cannot sign in.",
                AnotherOfficer);

        return profile.Roles.Contains(role) ? null : new StepResult.Refused(
            "role-missing",
            $"The officer \"{officer.Officer}\" cannot sign in for \"{role}\": the profile \"{profile.Profile}\" has {Words.And(profile.Roles)}.",
            AnotherOfficer);
    }

    public static StepResult Unfit(OfficerCreated officer, string unfit) => new StepResult.Refused(
        "not-for-officers",
        $"The officer \"{officer.Officer}\" cannot sign in: {unfit}.",
        AnotherOfficer);

    public static StepResult ChainBroken(OfficerCreated officer, string broken) => new StepResult.Refused(
        "chain",
        $"The officer \"{officer.Officer}\" cannot sign in: {broken}.",
        "Have the cause found, the clock's time first; then try again or abort.");

    public static StepResult WrongSignature(OfficerCreated officer) => new StepResult.Refused(
        "wrong-signature",
        $"What the card signed was not signed by the key of the officer \"{officer.Officer}\".",
        "Insert this officer's own card, then try again.");
}
