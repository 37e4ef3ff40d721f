namespace Ceremony.Verify;

/// <summary>The archive's files and their hashes.</summary>
internal static class FilesChecks
{
    /// <summary>The files that are there are those that are listed.</summary>
    public static IEnumerable<string> Files(Evidence evidence)
    {
        ArchiveFolder archive = evidence.Archive!;
        foreach (string problem in archive.Problems)
        {
            yield return problem;
        }

        foreach (string missing in ArchiveFolder.Required.Where(path => !archive.Files.ContainsKey(path)))
        {
            yield return $"\"{missing}\" is missing.";
        }

        if (evidence.Sums is not { } sums)
        {
            yield return "It cannot be checked, because SHA256SUMS cannot be read.";
            yield break;
        }

        var listed = sums.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (string path in listed.Where(path => !archive.Files.ContainsKey(path)))
        {
            yield return $"\"{path}\" is listed in SHA256SUMS but missing.";
        }

        foreach (string path in archive.Files.Keys.Where(path => !listed.Contains(path) && path is not (ArchiveFolder.Sums or ArchiveFolder.Signatures)))
        {
            yield return $"\"{path}\" is not listed in SHA256SUMS.";
        }

        foreach (string path in ArchiveFolder.Required.Where(path => path != ArchiveFolder.Sums && !listed.Contains(path)))
        {
            yield return $"SHA256SUMS does not list \"{path}\".";
        }
    }

    /// <summary>The list has its one form.</summary>
    public static IEnumerable<string> Sums(Evidence evidence)
    {
        if (evidence.SumsProblem is { } problem)
        {
            yield return problem;
        }
        else if (evidence.Sums!.Files.FirstOrDefault(file => file.Path is ArchiveFolder.Sums or ArchiveFolder.Signatures).Path is { } itself)
        {
            yield return $"SHA256SUMS lists \"{itself}\", which it cannot.";
        }
    }

    /// <summary>Each file has the hash that the list gives.</summary>
    public static IEnumerable<string> Hashes(Evidence evidence) => evidence.Sums is not { } sums
        ? ["It cannot be checked, because SHA256SUMS cannot be read."]
        : sums.Files
            .Where(file => evidence.Archive!.Files.TryGetValue(file.Path, out PlainFile? there) && there.Sha256 != file.Sha256)
            .Select(file => $"\"{file.Path}\" is not the file that SHA256SUMS lists: its hash differs.");

    /// <summary>The script is the one that the journal names.</summary>
    public static IEnumerable<string> Script(Evidence evidence)
    {
        string named = evidence.Opened.Json.Text("script-sha256");
        if (evidence.Archive!.Files.GetValueOrDefault(ArchiveFolder.Script)?.Sha256 != named)
        {
            yield return "script.yaml is not the script that the first line of the transcript names: its hash differs.";
        }
    }

    /// <summary>The head of the list says what the transcript says.</summary>
    public static IEnumerable<string> Header(Evidence evidence)
    {
        if (evidence.Sums is not { } sums)
        {
            return ["It cannot be checked, because SHA256SUMS cannot be read."];
        }

        if (evidence.Sealed is not { } seal)
        {
            return ["It cannot be checked, because the transcript has no seal."];
        }

        var roster = seal.Json["roster"].AsList().Select(each => each.AsMap().Text("spki-sha256"));
        (string Name, string Says, string Transcript)[] pairs =
        [
            ("the ceremony", sums.Ceremony, evidence.Opened.Json.Text("ceremony")),
            ("the mode", sums.Mode, evidence.Opened.Json.Text("mode")),
            ("the outcome", sums.Outcome, seal.Json.Text("outcome")),
            ("the script", sums.Script, evidence.Opened.Json.Text("script-sha256")),
            ("the number of lines", Evidence.Text(sums.JournalLines), Evidence.Text(seal.Seq)),
            ("the head of the journal", sums.JournalHead, seal.Hash),
            ("the quorum", Evidence.Text(sums.Quorum), Evidence.Text(seal.Json.Number("quorum"))),
            ("the officers", string.Join(' ', sums.Officers), string.Join(' ', roster)),
        ];
        return pairs.Where(pair => pair.Says != pair.Transcript)
            .Select(pair => $"SHA256SUMS gives {pair.Name} as \"{pair.Says}\", the transcript as \"{pair.Transcript}\".");
    }
}
