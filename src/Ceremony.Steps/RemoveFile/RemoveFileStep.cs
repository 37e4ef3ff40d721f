using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Removes a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Backup">Whether it is kept as a backup.</param>
/// <param name="Needs">What must have been seen before; empty for nothing.</param>
internal sealed record RemoveFileStep(string File, bool Backup, string Needs) : IStep
{
    internal const string TlsProbed = "tls-probed";

    /// <inheritdoc/>
    public string Title => $"remove {InstalledFiles.NameOf(File)}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"removes {File}{(Backup ? ", with a backup" : ", without a backup")}", 1);

    /// <inheritdoc/>
    IReadOnlyList<Need> IStep.Needs(Func<TokenRef, TokenEntry> token) => [Beforehand.File(File)];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (Needs == TlsProbed && !IsProbed(desk.Registry))
            return RemoveFileRefusals.NotProbed(File);
        if (InstalledFiles.RefuseConfiguration(desk.Registry, File) is { } configuration)
            return configuration;
        if (Backup && InstalledFiles.RefuseWithoutBackup(File) is { } unfit)
            return unfit;
        if (await desk.Look(new LookAtFileState(File)) is not { } there)
            return InstalledFiles.Missing(File);
        if (await desk.Look(new LookAtCopies(File)) is [_, ..] copies)
            return RemoveFileRefusals.HeldElsewhere(File, copies);

        var action = new RemoveFile(File, there.Sha256, Backup ? InstalledFiles.BackupOf(File, desk.StepId) : null);
        if (await desk.Approve(RemoveFileScreens.Propose(action, there), action) is not { } approval)
            return Refusals.Declined($"the removal of {InstalledFiles.NameOf(File)}");

        await desk.Perform(approval, action, Results.Taken);
        await desk.Show(RemoveFileScreens.Removed(action));
        return new StepResult.Done(new FileRemoved(File, there.Sha256, action.Backup));
    }

    // What was seen before the servers were started the last time says nothing of what they use now.
    private static bool IsProbed(Registry registry) =>
        registry.Facts.Reverse().TakeWhile(fact => fact is not ServiceStarted).OfType<Core.Facts.TlsProbed>().Any();
}
