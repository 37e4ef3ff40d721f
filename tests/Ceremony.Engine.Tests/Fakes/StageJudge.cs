using Ceremony.Core.Judging;
using Ceremony.Verify;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>The verifier, which passes over the kinds of steps that only tests have.</summary>
internal sealed class StageJudge : IRecordJudge
{
    private readonly RecordJudge _verifier = new();

    /// <summary>What it found last.</summary>
    public IReadOnlyList<Finding> Found { get; private set; } = [];

    public IReadOnlyList<Finding> Judge(HeldRecord record) => Found =
        [.. _verifier.Judge(record).Where(finding => !finding.Says.EndsWith("is not a known kind of step.", StringComparison.Ordinal))];
}
