using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Puts a file where a server looks for it.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Artifact">The artifact; empty where a file is copied.</param>
/// <param name="From">The file that is copied; empty where an artifact is placed.</param>
internal sealed record PlaceFileStep(string File, string Artifact, string From) : IStep
{
    /// <inheritdoc/>
    public string Title => $"place {InstalledFiles.NameOf(File)}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"puts {(Artifact.Length > 0 ? Artifact : $"a copy of {From}")} at {File}", 1);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => From.Length > 0 ? [Beforehand.File(From)] : [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Puts => [File];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (InstalledFiles.RefuseConfiguration(desk.Registry, File) is { } configuration)
            return configuration;

        byte[]? bytes = Artifact.Length > 0 ? desk.Artifact(Artifact) : null;
        FileView? source = From.Length > 0 ? await desk.Look(new LookAtFileState(From)) : null;
        if (bytes is null && source is null)
            return Artifact.Length > 0 ? Artifacts.Missing(Artifact) : InstalledFiles.Missing(From);

        // What is there is kept even if it is the same: then a restore finds a backup, and does not take the file for a new one.
        FileView? there = await desk.Look(new LookAtFileState(File));
        if (there is not null && InstalledFiles.RefuseWithoutBackup(File) is { } unfit)
            return unfit;

        var action = new PlaceFile(
            File,
            source is null ? null : From,
            bytes,
            source?.Sha256 ?? StepWords.Sha256(bytes!),
            there?.Sha256,
            there is null ? null : InstalledFiles.BackupOf(File, desk.StepId));
        if (await desk.Approve(PlaceFileScreens.Propose(this, action, there), action) is not { } approval)
            return Refusals.Declined($"the placing of {InstalledFiles.NameOf(File)}");

        StoredReceipt stored = await desk.Perform(approval, action, stored => stored.Sha256 == action.Sha256 ? null : InstalledFiles.ReadBackOtherwise(File));
        await desk.Show(PlaceFileScreens.Placed(action));
        return new StepResult.Done(new FilePlaced(File, stored.Sha256, action.Backup));
    }
}
