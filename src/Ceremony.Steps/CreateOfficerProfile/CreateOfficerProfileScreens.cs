using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>An officer profile in the words of Certificate Manager's dialog.</summary>
internal static class CreateOfficerProfileScreens
{
    public static Screen Propose(OfficerProfileCreated profile) => new(
        "Officer profile",
        new TextBlock("An officer profile will be entered in the registry. Its officers will have the roles shown here."),
        new FactsBlock(
            new Detail("Profile name", profile.Profile),
            new Detail("State", profile.State),
            new Detail("Domain", profile.Domain),
            new Detail("Entity type", EntityType(profile.EntityType)),
            new Detail("Roles", string.Join(", ", profile.Roles))))
    {
        Help = "You are asked to agree to this profile. Compare the roles with the paper script: whoever becomes an officer of this profile can sign in "
            + "for each of them. Refuse with F8 and say why if one is too many or missing.",
    };

    private static string EntityType(string name) => name switch
    {
        "subject" => "Subject",
        "dynamic-token" => "Dynamic token",
        _ => "Static token",
    };
}
