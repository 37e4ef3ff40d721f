using Ceremony.Archive;
using Ceremony.Core.Devices;
using Ceremony.Engine;
using Ceremony.Journal;

namespace CeremonyTui.Wiring;

/// <summary>Gives the engine the Archive project's builder, which does not know the engine.</summary>
internal sealed class ArchiveBuilderAdapter(IDurableFiles files) : IArchiveBuilder
{
    public byte[] Build(string folder, IReadOnlyList<JournalLine> lines, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts) =>
        new ArchiveBuilder(files, folder).Build(lines, script, artifacts);

    public void Finish(string folder, byte[]? signature) => new ArchiveBuilder(files, folder).Finish(signature);
}
