using Ceremony.Core.Devices;
using Ceremony.Core.Looks;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>An installation, any of whose calls may throw what nobody foresaw.</summary>
internal sealed class TroubledInstallation(IInstallation installation, Trouble trouble) : IInstallation
{
    public IInstalledFile? Open(string path) => trouble.Of(() => installation.Open(path));

    public void TakeUp(string path) => trouble.Of(() => installation.TakeUp(path));

    public void PlaceNew(string path, ReadOnlySpan<byte> bytes, Readers readers)
    {
        trouble.Next();
        installation.PlaceNew(path, bytes, readers);
    }

    public void MakeBackupFolder(string path) => trouble.Of(() => installation.MakeBackupFolder(path));

    public MediumView Medium(string path) => trouble.Of(() => installation.Medium(path));

    public CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => trouble.Of(() => installation.Run(command, longest));

    public TlsView ProbeTls(string host, int port, TimeSpan longest) => trouble.Of(() => installation.ProbeTls(host, port, longest));
}
