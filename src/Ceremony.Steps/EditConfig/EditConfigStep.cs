using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes settings in a configuration file.</summary>
/// <param name="File">The file.</param>
/// <param name="Settings">The settings that are set, in their order.</param>
/// <param name="Removed">The names of those that are taken out.</param>
internal sealed record EditConfigStep(string File, IReadOnlyList<Setting> Settings, IReadOnlyList<string> Removed) : IStep
{
    /// <inheritdoc/>
    public string Title => $"edit {InstalledFiles.NameOf(File)}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"changes {StepWords.Count(Settings.Count + Removed.Count, "setting")} in {File}", 1);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => [Beforehand.Configuration(File)];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if ((InstalledFiles.RefuseWithoutBackup(File) ?? InstalledFiles.RefuseHashed(desk.Registry, File)) is { } unfit)
            return unfit;
        if (await desk.Look(new LookAtConfig(File)) is not { } config)
            return InstalledFiles.Missing(File);

        (IReadOnlyList<ConfigEdit> edits, StepResult? refusal) = await SettingValues.Find(desk, Settings);
        if (refusal is not null)
            return refusal;

        edits = [.. edits, .. Removed.Select(name => new ConfigEdit(name) { Removed = true })];
        if (edits.FirstOrDefault(edit => ConfigForm.OtherForm(config.Masked, edit.Name) is not null) is { } twice)
            return EditConfigRefusals.OtherForm(File, twice.Name, ConfigForm.OtherForm(config.Masked, twice.Name)!.Value);

        ConfigPlan plan = ConfigPlan.Of(File, config, edits, InstalledFiles.BackupOf(File, desk.StepId)!);
        return plan.ChangesNothing ? await Leave(desk, plan) : await Edit(desk, plan);
    }

    private static async Task<StepResult> Leave(IDesk desk, ConfigPlan plan)
    {
        await desk.Show(EditConfigScreens.StandsAlready(plan));
        return new StepResult.Done(new ConfigEdited(plan.File, plan.Settings, plan.Before.MaskedSha256(), plan.After.MaskedSha256(), Backup: ""));
    }

    private async Task<StepResult> Edit(IDesk desk, ConfigPlan plan)
    {
        EditConfig action = plan.Action;
        if (await desk.Approve(EditConfigScreens.Propose(plan, desk), action) is not { } approval)
            return Refusals.Declined($"the change of {InstalledFiles.NameOf(File)}");

        await desk.Perform(approval, action, edited => edited.Masked == action.After ? null : InstalledFiles.ReadBackOtherwise(File));
        await desk.Show(EditConfigScreens.Edited(plan));
        return new StepResult.Done(new ConfigEdited(File, plan.Settings, action.Before, action.After, action.Backup) { OldPins = plan.Before.PinsWithValue });
    }
}
