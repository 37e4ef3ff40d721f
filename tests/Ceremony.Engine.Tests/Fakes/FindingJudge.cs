using Ceremony.Core.Judging;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A verifier that finds what a test says.</summary>
internal sealed class FindingJudge(params IReadOnlyList<Finding> found) : IRecordJudge
{
    public IReadOnlyList<Finding> Judge(HeldRecord record) => found;

    public IReadOnlyList<Finding> JudgeGrown(GrownRecord record) => found;
}
