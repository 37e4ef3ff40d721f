using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>An officer profile in the words of Certificate Manager's dialog.</summary>
internal static class CreateOfficerProfileScreens
{
    public static Screen Propose(OfficerProfileCreated profile) => new(
        "Officer profile",
        profile.State == "active" ? [] : [new WarningBlock("The profile is inactive: its officers can neither sign in nor confirm.")])
    {
        Help = "You are asked to agree to this profile. Compare the roles with the paper script: whoever becomes an officer of this profile can sign in "
            + "for each of them. Refuse with F8 and say why if one is too many or missing.",
    };
}
