using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Removes or moves the backups that hold old PINs.</summary>
/// <param name="To">The folder to which they are moved; empty where they are removed.</param>
internal sealed record ClearBackupsStep(string To) : IStep
{
    private bool Moves => To.Length > 0;

    /// <inheritdoc/>
    public string Title => Moves ? "move backups with old PINs" : "remove backups with old PINs";

    /// <inheritdoc/>
    public StepForecast Forecast() => new(Moves ? $"moves the backups that hold old PINs to {To}" : "removes the backups that hold old PINs", 1);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => !Moves ? [] :
    [
        new Need<MediumView?>($"a folder {To}", new LookAtMedium(To), seen => IssueSoftTokenRefusals.ByMedium(To, seen, isRehearsal: true), seen => $"{seen!.Device}, {seen.FreeBytes >> 20} MiB free"),
    ];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        IReadOnlyList<PinBackup> backups = PinBackup.LeftOf(desk.Registry.Facts);
        if (backups.Count == 0)
        {
            await desk.Show(ClearBackupsScreens.None());
            return new StepResult.Done();
        }

        if (Moves && IssueSoftTokenRefusals.ByMedium(To, await desk.Look(new LookAtMedium(To)), isRehearsal: true) is { } unfit)
            return unfit;

        var actions = new List<ClearBackup>();
        foreach (PinBackup backup in backups)
        {
            (ClearBackup? action, StepResult? refusal) = await Plan(desk, backup);
            if (action is null)
                return refusal!;

            actions.Add(action);
        }

        return await Clear(desk, backups, actions);
    }

    private async Task<StepResult> Clear(IDesk desk, IReadOnlyList<PinBackup> backups, IReadOnlyList<ClearBackup> actions)
    {
        if (await desk.Approve(ClearBackupsScreens.Propose(backups, actions), [.. actions]) is not { } approval)
            return Refusals.Declined(Moves ? "the moving of the backups" : "the removal of the backups");

        foreach (ClearBackup action in actions)
            await desk.Perform(approval, action, Results.Taken);

        await desk.Show(ClearBackupsScreens.Cleared(actions));
        return new StepResult.Done([.. actions.Select(action => new BackupCleared(action.File, action.To))]);
    }

    // Of a configuration only the masked form is ever hashed.
    private async Task<(ClearBackup? Action, StepResult? Refusal)> Plan(IDesk desk, PinBackup backup)
    {
        string? to = Moves ? $"{To.TrimEnd('/')}/{backup.File[(backup.File.LastIndexOf('/') + 1)..]}" : null;
        string? hash = backup.IsConfiguration
            ? await desk.Look(new LookAtConfig(backup.File)) is { } config ? ConfigText.Of(config.Masked).MaskedSha256() : null
            : (await desk.Look(new LookAtFileState(backup.File)))?.Sha256;
        return hash is null ? (null, InstalledFiles.Missing(backup.File))
            : backup.Sha256 is { } kept && kept != hash ? (null, ClearBackupsRefusals.OtherBackup(backup.File))
            : (backup.IsConfiguration ? new ClearBackup(backup.File, hash, null, to) : new ClearBackup(backup.File, null, hash, to), null);
    }
}
