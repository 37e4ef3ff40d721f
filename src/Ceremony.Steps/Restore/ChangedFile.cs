using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;

namespace Ceremony.Steps;

/// <summary>The state of a file that this ceremony has changed.</summary>
internal enum FileStanding
{
    /// <summary>As this ceremony left it.</summary>
    AsLeft,

    /// <summary>As it was before this ceremony: its backup was brought back.</summary>
    AsBefore,

    /// <summary>Neither: somebody changed it by hand.</summary>
    Otherwise,
}

/// <summary>A file of the installation that this ceremony has edited, placed or removed.</summary>
/// <param name="File">The file.</param>
/// <param name="Changes">What was done to it, the oldest first.</param>
internal sealed record ChangedFile(string File, IReadOnlyList<CeremonyFact> Changes)
{
    /// <summary>All files that can be brought back, the last changed first. A file that was removed without a backup is gone.</summary>
    public static IReadOnlyList<ChangedFile> Of(Registry registry) =>
    [
        .. registry.Facts.Reverse().TakeWhile(fact => fact is not FilesRestored)
            .Select(fact => (Fact: fact, File: FileOf(fact)))
            .Where(each => each.File is not null)
            .GroupBy(each => each.File!)
            .Select(group => new ChangedFile(group.Key, [.. group.Select(each => each.Fact).Reverse()])),
    ];

    /// <summary>The file in which it was kept before the first change; null where it was not there.</summary>
    public string? Backup => Changes[0] switch
    {
        ConfigEdited edited => edited.Backup,
        FilePlaced placed => placed.Backup,
        FileRemoved removed => removed.Backup,
        _ => null,
    };

    /// <summary>How it is brought back.</summary>
    public RestoredFile Restored => new(File, Backup);

    /// <summary>Its state now; the backup is only looked at where the file is not as this ceremony left it.</summary>
    public async Task<FileStanding> Stands(IDesk desk)
    {
        string? now = await Hash(desk, File);
        string? left = Changes[^1] switch
        {
            ConfigEdited edited => edited.After,
            FilePlaced placed => placed.Sha256,
            _ => null,
        };
        if (now == left)
            return FileStanding.AsLeft;

        return now == (Backup is null ? null : await Hash(desk, Backup)) ? FileStanding.AsBefore : FileStanding.Otherwise;
    }

    // Of a file with PINs only the masked form is ever hashed.
    private async Task<string?> Hash(IDesk desk, string file)
    {
        if (!Changes.Any(change => change is ConfigEdited))
            return (await desk.Look(new LookAtFileState(file)))?.Sha256;

        return await desk.Look(new LookAtConfig(file)) is { } config ? ConfigText.Of(config.Masked).MaskedSha256() : null;
    }

    private static string? FileOf(CeremonyFact fact) => fact switch
    {
        ConfigEdited { Backup.Length: > 0 } edited => edited.File,
        FilePlaced placed => placed.File,
        FileRemoved { Backup: not null } removed => removed.File,
        _ => null,
    };
}
