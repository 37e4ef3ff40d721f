using Ceremony.Core.Desk;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a removable medium unmounted.</summary>
/// <param name="Folder">The folder at which it is mounted.</param>
internal sealed record ReleaseMediumStep(string Folder) : IStep
{
    /// <inheritdoc/>
    public string Title => "release the medium";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the medium at {Folder} unmounted", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        MediumView? before = await desk.Look(new LookAtMedium(Folder));
        if (before is { Removable: false } && (desk.IsRehearsal || before.MountPoint == "/"))
        {
            await desk.Show(ReleaseMediumScreens.StandIn(Folder));
            return new StepResult.Done();
        }

        if (before is not null)
        {
            await desk.Show(ReleaseMediumScreens.Unmount(before));
            if (await desk.Look(new LookAtMedium(Folder)) is { } after && after.MountPoint == before.MountPoint && after.Device == before.Device)
                return StillMounted(after);
        }

        await desk.Show(ReleaseMediumScreens.Released(Folder));
        return new StepResult.Done();
    }

    private static StepResult StillMounted(MediumView medium) => new StepResult.Refused(
        "still-mounted",
        $"The medium {Hostile.Escape(medium.Device)} is still mounted at {Hostile.Escape(medium.MountPoint)}.",
        "See which program has a file on it open, unmount it, then try again.");
}
