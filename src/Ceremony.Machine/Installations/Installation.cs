using Ceremony.Core.Devices;
using Ceremony.Core.Looks;

namespace Ceremony.Machine.Installations;

/// <summary>The installation on this machine.</summary>
public sealed class Installation : IInstallation
{
    /// <inheritdoc/>
    public FileState? Read(string path) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlySpan<byte> bytes, Readers readersWhereNew) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void KeepCopy(string path, string copy) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Remove(string path) => throw new NotSupportedException();

    /// <inheritdoc/>
    public MediumView Medium(string path) => throw new NotSupportedException();

    /// <inheritdoc/>
    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => throw new NotSupportedException();

    /// <inheritdoc/>
    public TlsView ProbeTls(string host, int port, TimeSpan longest) => throw new NotSupportedException();
}
