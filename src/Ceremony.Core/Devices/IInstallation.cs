using Ceremony.Core.Looks;

namespace Ceremony.Core.Devices;

/// <summary>
/// The installation on this machine: its configuration, trust store and services, and removable media. Every method may throw
/// <see cref="DeviceFault"/>; calls block, so they stay off the screen's thread.
/// </summary>
public interface IInstallation
{
    /// <summary>Opens a file of at most 1 MiB; null where there is none. Code <c>TooLong</c> where it is longer, <c>NotPlain</c> where it is a link, a pipe or the like.</summary>
    IInstalledFile? Open(string path);

    /// <summary>Gives a file back its name where a removal was interrupted in the middle, so that the removal can be done again; else does nothing.</summary>
    void TakeUp(string path);

    /// <summary>
    /// Puts a file where there is none, in one go, with the folder's owner and group: fsynced, the folder too, read back and compared. Code
    /// <c>Changed</c> where something is there.
    /// </summary>
    void PlaceNew(string path, ReadOnlySpan<byte> bytes, Readers readers);

    /// <summary>
    /// Makes a folder for backups, open to its owner alone, where there is none: fsynced, the one above it too. Code <c>NotFolder</c> where something else has its name, a link too;
    /// <c>OpenFolder</c> where others than this program's user, root and the owner of the folder that is backed up could change what is in it.
    /// </summary>
    /// <param name="path">Its path: that of the folder that is backed up, with <c>.before</c> behind it.</param>
    void MakeBackupFolder(string path);

    /// <summary>What a path lies on. Code <c>NoFolder</c> where there is no such folder.</summary>
    MediumView Medium(string path);

    /// <summary>
    /// Runs a program without a shell and waits for it. Code <c>NoProgram</c> where it cannot be started, <c>TimeOver</c> where it does not end;
    /// it is killed then.
    /// </summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="longest">How long it may take.</param>
    CommandResult Run(IReadOnlyList<string> command, TimeSpan longest);

    /// <summary>Makes a TLS connection and says which certificates the server presented; whether they are trusted is not judged here.</summary>
    TlsView ProbeTls(string host, int port, TimeSpan longest);
}

/// <summary>A file as it is.</summary>
/// <param name="Bytes">Its bytes; whoever reads a file with PINs wipes them.</param>
/// <param name="Owner">The user that owns it.</param>
/// <param name="Group">Its group.</param>
/// <param name="Mode">Its permission bits.</param>
public sealed record FileState(byte[] Bytes, uint Owner, uint Group, uint Mode);

/// <summary>What a program left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Lines">The last lines that it wrote, to either stream, at most 20.</param>
public sealed record CommandResult(int ExitCode, IReadOnlyList<string> Lines);
