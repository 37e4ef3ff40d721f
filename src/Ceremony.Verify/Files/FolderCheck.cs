using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What is in the ceremony's folder beside journal and archive is what the journal records. People open what they find there, and a verdict
/// on the folder would seem to cover it.
/// </summary>
internal static class FolderCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        CeremonyFolder folder = evidence.Folder!;
        var told = new HashSet<string>(StringComparer.Ordinal);
        return Check.AtBeginning(() => OfScript(evidence, folder))
            .Concat(folder.Artifacts is null ? [] : Check.Sentences(line => ArtifactsCheck.IsKept(line) && NameOf(line) is var name && told.Add(name) && OfArtifact(folder, name, evidence.Kept[name]) is { } problem ? [problem] : []))
            .Concat(ArtifactsCheck.Sizes(evidence, name => folder.Artifacts?.GetValueOrDefault(name)))

            // In a completed ceremony, whatever was written before the program was stopped has been kept by its end.
            .Concat(Check.AtEnd(() => evidence.IsCompleted ? Extra(evidence).Select(path => $"No line kept \"{path}\", which lies in the ceremony's folder.") : []));
    }

    private static IEnumerable<string> OfScript(Evidence evidence, CeremonyFolder folder)
    {
        foreach (string problem in folder.Problems)
        {
            yield return $"In the ceremony's folder: {problem}";
        }

        if (folder.Script is { } script && script.Sha256 != evidence.Opened.Json.Text("script-sha256"))
        {
            yield return "script.yaml in the ceremony's folder is not the script that the first line names: its hash differs.";
        }
    }

    /// <summary>What holds. A program that was stopped may have written an artifact that no line mentions, so such files are named.</summary>
    public static string Words(Evidence evidence)
    {
        string[] extra = [.. Extra(evidence)];
        return "In the ceremony's folder, script and artifacts are those that the journal records"
            + (extra.Length == 0 ? "." : $"; no line kept {string.Join(", ", extra)}: that is not part of the record.");
    }

    private static string NameOf(JournalLine line) => line.Json["action"].AsMap().Text("name");

    private static string? OfArtifact(CeremonyFolder folder, string name, string sha256) =>
        !folder.Artifacts!.TryGetValue(name, out PlainFile? file) ? $"The journal records the artifact \"{name}\", but it is missing in the ceremony's folder."
            : file.Sha256 != sha256 ? $"The artifact \"{name}\" in the ceremony's folder is not the one that was kept: its hash differs."
            : null;

    private static IEnumerable<string> Extra(Evidence evidence)
    {
        IReadOnlyDictionary<string, string> kept = evidence.Kept;
        return (evidence.Folder!.Artifacts?.Values ?? []).Select(file => file.Path).Where(path => !kept.ContainsKey(path[ArchiveFolder.Artifacts.Length..]));
    }
}
