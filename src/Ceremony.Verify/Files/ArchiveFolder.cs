using System.Text.RegularExpressions;

namespace Ceremony.Verify;

/// <summary>All plain files of an archive's folder, read once, and what does not belong there.</summary>
/// <param name="Files">The files by their path within the archive.</param>
/// <param name="Problems">Links, folders, names and sizes that no archive has; a sentence each.</param>
internal sealed partial record ArchiveFolder(IReadOnlyDictionary<string, PlainFile> Files, IReadOnlyList<string> Problems)
{
    /// <summary>The list of files.</summary>
    public const string Sums = "SHA256SUMS";

    /// <summary>The signatures over it.</summary>
    public const string Signatures = "SHA256SUMS.p7s";

    /// <summary>The journal up to the seal.</summary>
    public const string Transcript = "transcript.jsonl";

    /// <summary>The certificates of those who confirmed and those above them.</summary>
    public const string Officers = "officers.pem";

    /// <summary>The script.</summary>
    public const string Script = "script.yaml";

    /// <summary>The folder of artifacts.</summary>
    public const string Artifacts = "artifacts/";

    private const int MostFiles = 10_000;

    /// <summary>Names that every archive has.</summary>
    public static readonly IReadOnlyList<string> Required = [Sums, "VERIFY.md", Officers, "report.txt", Script, Transcript];

    private static readonly string[] Folders = ["artifacts", "fingerprints"];

    // A name that says nothing about its file must not stand beside those that people rely on, even if it is listed and signed.
    private static readonly HashSet<string> AtTheTop = new([.. Required, Signatures], StringComparer.Ordinal);

    /// <summary>The bytes of a file, or null where it is missing.</summary>
    public byte[]? Bytes(string path) => Files.GetValueOrDefault(path)?.Bytes;

    /// <summary>Whether an archive can have a file with this path.</summary>
    public static bool IsPossible(string path) => path.Split('/') switch
    {
        [var name] => AtTheTop.Contains(name),
        [var folder, var name] => Folders.Contains(folder) && PossibleName().IsMatch(name),
        _ => false,
    };

    /// <summary>Reads the folder. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> where it cannot be listed.</summary>
    public static ArchiveFolder Read(string folder)
    {
        var reading = new Reading();
        reading.Add(new DirectoryInfo(folder), "");
        return new ArchiveFolder(reading.Files, reading.Problems);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PossibleName();

    private sealed class Reading
    {
        public Dictionary<string, PlainFile> Files { get; } = new(StringComparer.Ordinal);

        public List<string> Problems { get; } = [];

        public void Add(DirectoryInfo folder, string under)
        {
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (Files.Count + Problems.Count >= MostFiles)
                {
                    Problems.Add($"There are more than {MostFiles} files.");
                    return;
                }

                Add(entry, under + entry.Name);
            }
        }

        private void Add(FileSystemInfo entry, string path)
        {
            // A name that is not UTF-8 can be neither given nor opened.
            if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal))
            {
                Problems.Add($"The name \"{path}\" is not written in UTF-8.");
            }
            else if (Disk.IsLink(entry))
            {
                Problems.Add($"\"{path}\" is a link.");
            }
            else if (entry is DirectoryInfo folder)
            {
                if (Folders.Contains(path))
                {
                    Add(folder, path + "/");
                }
                else
                {
                    Problems.Add($"The folder \"{path}\" does not belong in an archive.");
                }
            }
            else if (!IsPossible(path))
            {
                Problems.Add($"The name \"{path}\" is not one that a file of an archive can have.");
            }
            else if (PlainFile.Read(path, entry.FullName, Keep(path), out string? problem, IsPart(path) ? PlainFile.LargestPart : PlainFile.LargestBytes) is { } file)
            {
                Files.Add(path, file);
            }
            else
            {
                Problems.Add(problem!);
            }
        }

        private static long Keep(string path) => path switch
        {
            Transcript => PlainFile.LargestBytes,
            _ => IsPart(path) ? PlainFile.LargestPart : 0,
        };

        private static bool IsPart(string path) => path is Sums or Signatures or Officers or Script;
    }
}
