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

    /// <summary>What a server presents.</summary>
    public TlsView Presents { get; set; } = new("", [], "Nobody listens there.");

    public FileState? Read(string path) => Files.GetValueOrDefault(path) is { } state ? state with { Bytes = [.. state.Bytes] } : null;

    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readersWhereNew) =>
        Files[path] = Files.TryGetValue(path, out FileState? before) ? before with { Bytes = bytes.ToArray() } : new FileState(bytes.ToArray(), 0, 0, readersWhereNew == Readers.OwnerOnly ? 0x180u : 0x1a4u);

    public void KeepCopy(string path, string copy)
    {
        if (Files.TryGetValue(copy, out FileState? there) && !there.Bytes.AsSpan().SequenceEqual(Files[path].Bytes))
        {
            throw new DeviceFault("Exists", $"{copy} is there already: remove it, then try again.");
        }

        Files[copy] = Read(path)!;
    }

    public void Remove(string path) => Files.Remove(path);

    public MediumView Medium(string path) => new(path, "/dev/sdb1", "vfat", Removable: true, ReadOnly: false, FreeBytes: 1 << 30);

    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => Runs(command);

    public TlsView ProbeTls(string host, int port, TimeSpan longest) => Presents;
}
