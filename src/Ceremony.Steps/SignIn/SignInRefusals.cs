using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why an officer cannot sign in.</summary>
internal static class SignInRefusals
{
    private const string AnotherOfficer = "End the step with an exception, or abort and have the script corrected.";

    /// <summary>What the registry says against it; null where the officer and the profile are active, the CA stands and the profile has the role.</summary>
    public static StepResult? ByStanding(Registry registry, SignInOfficer signer, string role)
    {
        string officer = signer.Officer;
        if (registry.IsReplaced(officer))
            return new StepResult.Refused("officer-replaced", $"The officer \"{officer}\" was replaced and cannot sign in.", AnotherOfficer);
        if (Authorities.RevokedIssuer(registry, signer.Certificate) is { } ca)
            return new StepResult.Refused("ca-revoked", $"The officer \"{officer}\" cannot sign in: the CA \"{ca}\", which issued the certificate, is revoked.", AnotherOfficer);

        return signer.Created is { } created ? ByProfile(created, registry.OfficerProfile(created.Profile), role) : null;
    }

    public static StepResult Unfit(SignInOfficer signer, string unfit) => new StepResult.Refused(
        "not-for-officers",
        $"The officer \"{signer.Officer}\" cannot sign in: {unfit}.",
        AnotherOfficer);

    public static StepResult ChainBroken(SignInOfficer signer, string broken) => new StepResult.Refused(
        "chain",
        $"The officer \"{signer.Officer}\" cannot sign in: {broken}.",
        "Find out why, beginning with the clock's time; then try again or abort.");

    public static StepResult WrongSignature(SignInOfficer signer) => new StepResult.Refused(
        "wrong-signature",
        $"The signature of the {signer.TokenWord} was not made with the key of the officer \"{signer.Officer}\".",
        signer.File is null ? "Insert this officer's own card, then try again." : "Bring this officer's own soft token, then try again.");

    /// <summary>Somebody could sign in who must no longer be able to.</summary>
    public static StepResult NotRefused(SignInOfficer signer) => new StepResult.Refused(
        "not-refused",
        $"The officer \"{signer.Officer}\" must not be able to sign in any more, but token, PIN and certificate are right, and nothing in the registry ended that right.",
        "Abort and have what ends it added before this step: the revocation of the CA, or the replacement of the officer.");

    /// <summary>What the officer's entry and profile say against it; null where both are active and the profile has the role.</summary>
    public static StepResult? ByProfile(OfficerCreated officer, OfficerProfileCreated? profile, string role)
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
            $"The officer \"{officer.Officer}\" cannot sign in for \"{role}\": the profile \"{profile.Profile}\" has {StepWords.And(profile.Roles)}.",
            AnotherOfficer);
    }
}
