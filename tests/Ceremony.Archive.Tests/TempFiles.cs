namespace Ceremony.Archive.Tests;

/// <summary>Files, and a folder of the test's own.</summary>
internal sealed class TempFiles : DiskFiles, IDisposable
{
    public string Dir { get; } = Directory.CreateTempSubdirectory("ceremony-archive-").FullName;

    public void Dispose() => Directory.Delete(Dir, recursive: true);
}
