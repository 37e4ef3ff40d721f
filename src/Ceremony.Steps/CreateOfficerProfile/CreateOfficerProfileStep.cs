using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Enters an officer profile in the registry.</summary>
/// <param name="Profile">What is entered.</param>
internal sealed record CreateOfficerProfileStep(OfficerProfileCreated Profile) : IStep
{
    /// <inheritdoc/>
    public string Title => $"officer profile {Profile.Profile}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"enters the officer profile \"{Profile.Profile}\" in the registry", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk) => desk.Registry.OfficerProfile(Profile.Profile) is not null
        ? Refusals.NameTaken("officer profile", Profile.Profile)
        : await Registering.Enter(desk, CreateOfficerProfileScreens.Propose(Profile), Profile, Profile.Profile, $"the officer profile \"{Profile.Profile}\"");
}
