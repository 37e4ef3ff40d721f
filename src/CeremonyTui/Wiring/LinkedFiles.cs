using Ceremony.Engine;
using Ceremony.Journal;

namespace CeremonyTui.Wiring;

/// <summary>
/// What a ceremony keeps is in its folder itself: a link in a file's place would have it write over somebody else's file, or read what anybody can change.
/// </summary>
internal static class LinkedFiles
{
    private const string Artifacts = "artifacts";
    private static readonly string[] Kept = [JournalWriter.FileName, "script.yaml", Artifacts, "transcript", "transcript.tmp", "console-keys", RehearsalSetup.FolderName, RunPorts.LogFile];

    /// <summary>Throws <see cref="CommandFailure"/> where a ceremony's folder has a link in the place of something that the program keeps there.</summary>
    public static void Refuse(string folder, int exitCode)
    {
        string artifacts = Path.Combine(folder, Artifacts);
        IEnumerable<string> each = Kept.Select(name => Path.Combine(folder, name));
        IEnumerable<string> inside = !IsLink(artifacts) && Directory.Exists(artifacts) ? Directory.EnumerateFileSystemEntries(artifacts).Order(StringComparer.Ordinal) : [];
        if (each.Concat(inside).FirstOrDefault(IsLink) is { } link)
        {
            throw new CommandFailure(exitCode, $"{link} is a link, and a ceremony keeps nothing behind links: put what it leads to in its place, or give another folder.");
        }
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
