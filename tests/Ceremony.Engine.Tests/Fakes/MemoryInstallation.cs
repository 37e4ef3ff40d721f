using Ceremony.Core.Devices;
using Ceremony.Core.Looks;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>An installation in memory, which outlives a run that is stopped.</summary>
internal sealed class MemoryInstallation : IInstallation
{
    /// <summary>Files by their path.</summary>
    public Dictionary<string, FileState> Files { get; } = [];

    /// <summary>What a command does; the first that fits counts.</summary>
    public Func<IReadOnlyList<string>, CommandResult> Runs { get; set; } = _ => new CommandResult(0, ["active"]);

    /// <summary>What is mounted wherever somebody looks.</summary>
    public string Device { get; set; } = "/dev/sdb1";

    /// <summary>What a server presents.</summary>
    public TlsView Presents { get; set; } = new("", [], "Nobody listens there.");

    /// <summary>What happens to a file between its last comparison and its change.</summary>
    public Action<string>? AtLastMoment { get; set; }

    public IInstalledFile? Open(string path) => Files.TryGetValue(path, out FileState? state) ? new Opened(this, path, state) : null;

    public void TakeUp(string path)
    {
        if (!Files.ContainsKey(path) && Files.Remove($"{path}.removing", out FileState? state))
        {
            Files.Add(path, state);
        }
    }

    public void PlaceNew(string path, ReadOnlySpan<byte> bytes, Readers readers)
    {
        AtLastMoment?.Invoke(path);
        if (!Files.TryAdd(path, new FileState(bytes.ToArray(), 0, 0, readers == Readers.OwnerOnly ? 0x180u : 0x1a4u)))
        {
            throw Changed(path);
        }
    }

    public void MakeBackupFolder(string path)
    {
    }

    public MediumView Medium(string path) => new(path, Device, "vfat", Removable: true, ReadOnly: false, FreeBytes: 1 << 30);

    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => Runs(command);

    public TlsView ProbeTls(string host, int port, TimeSpan longest) => Presents;

    private static DeviceFault Changed(string path) => new("Changed", $"{path} was changed meanwhile.");

    // The very state that was opened: another one under the same path is another file.
    private sealed class Opened(MemoryInstallation all, string path, FileState state) : IInstalledFile
    {
        public FileState State { get; } = state with { Bytes = [.. state.Bytes] };

        public bool KeepCopy(string copy)
        {
            if (all.Files.TryGetValue(copy, out FileState? there) && !there.Bytes.AsSpan().SequenceEqual(State.Bytes))
            {
                throw new DeviceFault("Exists", $"{copy} is there already: remove it, then try again.");
            }

            return all.Files.TryAdd(copy, State with { Bytes = [.. State.Bytes] });
        }

        public void Replace(ReadOnlySpan<byte> bytes)
        {
            RefuseChanged();
            all.Files[path] = State with { Bytes = bytes.ToArray() };
        }

        public void Remove()
        {
            RefuseChanged();
            all.Files.Remove(path);
        }

        public void Dispose() => Array.Clear(State.Bytes);

        private void RefuseChanged()
        {
            all.AtLastMoment?.Invoke(path);
            if (!ReferenceEquals(all.Files.GetValueOrDefault(path), state))
            {
                throw Changed(path);
            }
        }
    }
}
