using Ceremony.Core.Devices;
using Ceremony.Engine;
using Ceremony.Journal;

namespace CeremonyTui.Wiring;

/// <summary>
/// The folder in which a ceremony begins: a new one, an empty one, or one left by an earlier start that ended before its first line. Its
/// journal tells it from every other folder: empty, it is made and locked before anything else there is. Whatever this program did not make
/// is neither removed nor written over.
/// </summary>
internal static class BeginningFolder
{
    private const int LongestJournal = 64 << 20;
    private static readonly string[] Left = [JournalWriter.FileName, "script.yaml", "script.yaml.new", RunPorts.LogFile, RehearsalSetup.FolderName];

    /// <summary>Throws <see cref="CommandFailure"/> where no ceremony can begin. Only looks.</summary>
    public static void RefuseOther(IDurableFiles files, string folder)
    {
        LinkedFiles.Refuse(folder, ExitCodes.WrongInput);
        string[] names = Names(folder);
        if (names.Length == 0)
        {
            return;
        }

        byte[]? journal = names.Contains(JournalWriter.FileName) ? TryRead(files, Path.Combine(folder, JournalWriter.FileName)) : null;
        if (journal is not null && JournalWriter.HasBegun(JournalReader.Read(journal)))
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"A ceremony was already begun in {folder}: resume it with \"ceremony resume {ShellWord.Of(folder)}\", or give another folder.");
        }

        bool isOurs = journal is not null && IsBeginning(journal) && names.All(Left.Contains) && RehearsalSetup.IsOurs(folder);
        if (!isOurs)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"{folder} already exists and is not empty: give a new folder.");
        }
    }

    /// <summary>
    /// Makes the folder and the journal that claims it, and removes what an earlier start left. Throws <see cref="DeviceFault"/>, with code
    /// <c>Locked</c> where another program begins there, and <see cref="JournalBrokenException"/> where one has begun meanwhile.
    /// </summary>
    public static JournalWriter Claim(IDurableFiles files, IMachine machine, string folder)
    {
        files.CreateFolder(folder);
        JournalWriter journal = JournalWriter.Create(files, machine, folder);
        files.RemoveFolder(Path.Combine(folder, RehearsalSetup.FolderName));
        return journal;
    }

    private static string[] Names(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))]
                : File.Exists(folder) ? throw new CommandFailure(ExitCodes.WrongInput, $"{folder} already exists and is not a folder: give a new folder.")
                : [];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"{folder} cannot be opened: give a new folder.");
        }
    }

    private static byte[]? TryRead(IDurableFiles files, string path)
    {
        try
        {
            return files.Read(path, LongestJournal);
        }
        catch (DeviceFault)
        {
            return null;
        }
    }

    // Empty, or torn in its first write; a power cut can leave zeros where that would have stood.
    private static bool IsBeginning(byte[] journal) =>
        journal.All(each => each == 0) || journal.AsSpan().StartsWith("{\"at\":\""u8[..Math.Min(journal.Length, 7)]);
}
