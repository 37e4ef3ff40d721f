using Ceremony.Core.Judging;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A judge that keeps what it was given, and hands it on.</summary>
internal sealed class WatchedJudge(IRecordJudge judge) : IRecordJudge
{
    /// <summary>How often a whole record was judged.</summary>
    public int Wholes { get; private set; }

    /// <summary>The last line of each record that had only become more, with its place.</summary>
    public List<(int Place, byte[] Line)> Drafts { get; } = [];

    public IReadOnlyList<Finding> Judge(HeldRecord record)
    {
        Wholes++;
        return judge.Judge(record);
    }

    public IReadOnlyList<Finding> JudgeGrown(GrownRecord record)
    {
        Drafts.Add((record.Lines.Count - 1, record.Lines[^1].ToArray()));
        return judge.JudgeGrown(record);
    }
}
