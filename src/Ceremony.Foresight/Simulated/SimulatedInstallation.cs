using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Services;

namespace Ceremony.Foresight;

/// <summary>
/// An installation in memory, in which everything works: services come up and go down at once, media are there with room on them, and servers present what is
/// expected of them.
/// </summary>
/// <param name="disk">Its files.</param>
/// <param name="services">The services of the script; they run at first.</param>
internal sealed class SimulatedInstallation(SimulatedDisk disk, IReadOnlyList<ServiceEntry> services) : IInstallation
{
    private const long Room = 1L << 30;
    private readonly HashSet<string> _down = new(StringComparer.Ordinal);

    /// <summary>The certificate that every server presents.</summary>
    public required byte[] Presented { get; set; }

    /// <summary>How often a medium may be looked at before somebody has taken it out; null as long as nobody is to.</summary>
    public int? LooksUntilReleased { get; set; }

    /// <inheritdoc/>
    public IInstalledFile? Open(string path) => disk.Find(path) is { } state ? new Opened(disk, path, state) : null;

    /// <inheritdoc/>
    public void TakeUp(string path)
    {
    }

    /// <inheritdoc/>
    public void PlaceNew(string path, ReadOnlySpan<byte> bytes, Readers readers) => disk.Put(path, bytes);

    /// <inheritdoc/>
    public void MakeBackupFolder(string path)
    {
    }

    /// <inheritdoc/>
    public MediumView Medium(string path) => LooksUntilReleased is { } left && (LooksUntilReleased = left - 1) < 0
        ? throw new DeviceFault("NoFolder", $"There is no folder {path}.")
        : new MediumView("/media/simulated", "/dev/simulated", "vfat", Removable: true, ReadOnly: false, Room);

    /// <inheritdoc/>
    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest)
    {
        foreach (ServiceEntry service in services)
        {
            if (Is(service.State, command))
            {
                return new CommandResult(0, [_down.Contains(service.Name) ? "inactive" : "active"]);
            }

            if (Is(service.Stop, command))
            {
                _down.Add(service.Name);
                return new CommandResult(0, []);
            }

            if (Is(service.Start, command))
            {
                _down.Remove(service.Name);
                return new CommandResult(0, []);
            }
        }

        return new CommandResult(0, []);
    }

    /// <inheritdoc/>
    public TlsView ProbeTls(string host, int port, TimeSpan longest) => new("TLSv1.3", [Presented], "");

    // The engine names a program by its whole path.
    private static bool Is(IReadOnlyList<string> written, IReadOnlyList<string> command) =>
        written.Skip(1).SequenceEqual(command.Skip(1)) && (written[0] == command[0] || SimulatedDisk.WholePath(written[0]) == command[0]);

    private sealed class Opened(SimulatedDisk disk, string path, FileState state) : IInstalledFile
    {
        public FileState State { get; } = state with { Bytes = [.. state.Bytes] };

        public bool KeepCopy(string copy)
        {
            if (disk.Find(copy) is { } there && !there.Bytes.AsSpan().SequenceEqual(State.Bytes))
            {
                throw new DeviceFault("Exists", $"{copy} is there already: remove it, then try again.");
            }

            bool isNew = disk.Find(copy) is null;
            disk.Put(copy, State.Bytes, State);
            return isNew;
        }

        public void Replace(ReadOnlySpan<byte> bytes) => disk.Put(path, bytes, State);

        public void Remove() => disk.Remove(path);

        public void Dispose()
        {
        }
    }
}
