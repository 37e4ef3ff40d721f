using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace CeremonyTui.Wiring;

/// <summary>
/// What the program itself keeps in a ceremony's folder is there, not elsewhere: through a link a ceremony would write to, or go on from, a file that somebody
/// else's hands are on. The folder itself may be reached by a link.
/// </summary>
internal static class FolderLinks
{
    private static readonly string[] Own =
        [JournalWriter.FileName, "script.yaml", "artifacts", "transcript", "transcript.tmp", "console-keys", DiagnosticLog.FileName, RehearsalSetup.FolderName];

    /// <summary>Throws <see cref="CommandFailure"/> for the first that is a link.</summary>
    public static void Refuse(string folder)
    {
        if (Own.Select(name => Path.Combine(folder, name)).FirstOrDefault(path => new FileInfo(path).LinkTarget is not null) is { } link)
        {
            throw new CommandFailure(ExitCodes.Refused, $"{Hostile.Escape(link)} is a link, which is not followed: put what it leads to in its place, or give another folder.");
        }
    }
}
