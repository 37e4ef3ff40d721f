namespace Ceremony.Verify;

/// <summary>What is in a ceremony's folder beside journal and archive, read once.</summary>
/// <param name="Script">The script; null where there is none.</param>
/// <param name="Artifacts">What was kept, by its name; null where there is no such folder.</param>
/// <param name="Problems">Links, folders and names that do not belong there; a sentence each.</param>
internal sealed record CeremonyFolder(PlainFile? Script, IReadOnlyDictionary<string, PlainFile>? Artifacts, IReadOnlyList<string> Problems)
{
    private const int MostFiles = 10_000;

    /// <summary>Reads the folder. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> where it cannot be listed.</summary>
    public static CeremonyFolder Read(string folder)
    {
        var problems = new List<string>();
        string script = Path.Combine(folder, ArchiveFolder.Script);
        return new CeremonyFolder(
            Disk.Has(script) ? Take(ArchiveFolder.Script, script, PlainFile.LargestPart, problems) : null,
            Kept(new DirectoryInfo(Path.Combine(folder, ArchiveFolder.Artifacts.TrimEnd('/'))), problems),
            problems);
    }

    private static Dictionary<string, PlainFile>? Kept(DirectoryInfo folder, List<string> problems)
    {
        if (Disk.IsLink(folder))
        {
            problems.Add("\"artifacts\" is a link.");
        }

        if (!folder.Exists || Disk.IsLink(folder))
        {
            return null;
        }

        var files = new Dictionary<string, PlainFile>(StringComparer.Ordinal);
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (files.Count + problems.Count >= MostFiles)
            {
                problems.Add($"There are more than {MostFiles} artifacts.");
                break;
            }

            if (Take(ArchiveFolder.Artifacts + entry.Name, entry.FullName, 0, problems) is { } file)
            {
                files.Add(entry.Name, file);
            }
        }

        return files;
    }

    private static PlainFile? Take(string path, string onDisk, long keep, List<string> problems)
    {
        PlainFile? file = PlainFile.Read(path, onDisk, keep, out string? problem, keep > 0 ? keep : PlainFile.LargestBytes);
        problems.AddRange(problem is null ? [] : [problem]);
        return file;
    }
}
