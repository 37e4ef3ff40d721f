using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Machine.Files;

namespace Ceremony.Machine.Installations;

/// <summary>The installation on this machine: files that keep their owner and mode, media, programs, TLS servers.</summary>
public sealed class Installation : IInstallation
{
    /// <summary>The longest file that is opened, in bytes.</summary>
    internal const int LongestFile = 1 << 20;

    /// <summary>What a test does between the last look at a file and the move that changes it.</summary>
    internal Action? BeforeMove { get; init; }

    /// <inheritdoc/>
    public IInstalledFile? Open(string path) => InstalledFile.Open(Full(path), BeforeMove);

    /// <inheritdoc/>
    public void TakeUp(string path) => InstalledFile.TakeUp(Full(path));

    /// <inheritdoc/>
    public void PlaceNew(string path, ReadOnlySpan<byte> bytes, Readers readers)
    {
        string file = Full(path);
        string beside = NewFile.Make(file, bytes, null, readers);
        BeforeMove?.Invoke();
        NewFile.PutInPlace(beside, file, FileFaults.Changed);
        NewFile.ReadBack(file, bytes);
    }

    /// <inheritdoc/>
    public void MakeBackupFolder(string path) => BackupFolder.Make(Full(path));

    /// <inheritdoc/>
    public MediumView Medium(string path)
    {
        string folder = Full(path);
        return Directory.Exists(folder)
            ? Mounts.Of(folder)
            : throw new DeviceFault("NoFolder", $"There is no folder {folder}: insert the medium, or correct the path.");
    }

    /// <inheritdoc/>
    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => Commands.Run(command, longest);

    /// <inheritdoc/>
    public TlsView ProbeTls(string host, int port, TimeSpan longest) => TlsProbe.Probe(host, port, longest);

    /// <summary>The whole path; the kernel would stop reading one at a NUL, and take another file.</summary>
    internal static string Full(string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            ? throw new DeviceFault("EINVAL", "A path is empty or holds a NUL: check the path.")
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
