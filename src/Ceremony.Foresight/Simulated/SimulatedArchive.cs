using System.Text;
using Ceremony.Core.Judging;
using Ceremony.Engine;
using Ceremony.Journal;

namespace Ceremony.Foresight;

/// <summary>An archive of which there is only what the officers sign.</summary>
internal sealed class SimulatedArchive : IArchiveBuilder
{
    /// <inheritdoc/>
    public byte[] Build(string folder, IReadOnlyList<JournalLine> lines, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts) => Encoding.ASCII.GetBytes(lines[^1].Hash);

    /// <inheritdoc/>
    public void Finish(string folder, byte[]? signature)
    {
    }
}

/// <summary>Finds nothing: what is judged in the end is an honest record, and judging it after each line would take longer than the rehearsal.</summary>
internal sealed class SimulatedJudge : IRecordJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Judge(HeldRecord record) => [];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> JudgeGrown(GrownRecord record) => [];
}
