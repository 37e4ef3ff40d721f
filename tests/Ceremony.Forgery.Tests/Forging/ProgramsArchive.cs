using Ceremony.Archive;
using Ceremony.Core.Devices;
using Ceremony.Engine;
using Ceremony.Journal;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>Has the engine build the real archive.</summary>
internal sealed class ProgramsArchive(IDurableFiles files) : IArchiveBuilder
{
    public byte[] Build(string folder, IReadOnlyList<JournalLine> lines, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts) =>
        new ArchiveBuilder(files, folder).Build(lines, script, artifacts);

    public void Finish(string folder, byte[]? signature) => new ArchiveBuilder(files, folder).Finish(signature);
}
