using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Writes as little as an archive can be: the engine's part of sealing is tested without the builder.</summary>
internal sealed class FakeArchive(IDurableFiles files) : IArchiveBuilder
{
    public byte[] Build(string folder, IReadOnlyList<JournalLine> lines, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts)
    {
        byte[] sums = Encoding.ASCII.GetBytes(string.Join('\n', lines.Select(line => line.Hash)));
        files.CreateFolder(Path.Combine(folder, "transcript.tmp"));
        files.Replace(Path.Combine(folder, "transcript.tmp", "SHA256SUMS"), sums);
        return sums;
    }

    public void Finish(string folder, byte[]? signature)
    {
        if (!Directory.Exists(Path.Combine(folder, "transcript")))
        {
            files.RenameFolder(Path.Combine(folder, "transcript.tmp"), Path.Combine(folder, "transcript"));
        }
    }
}
