using Ceremony.Core.Judging;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A verifier that finds nothing, for what the engine must refuse by itself.</summary>
internal sealed class BlindJudge : IRecordJudge
{
    public IReadOnlyList<Finding> Judge(HeldRecord record) => [];

    public IReadOnlyList<Finding> JudgeGrown(GrownRecord record) => [];
}
