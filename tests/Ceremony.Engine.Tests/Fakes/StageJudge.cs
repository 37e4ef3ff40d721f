using Ceremony.Core.Judging;
using Ceremony.Core.Scripts;
using Ceremony.Verify;
using CeremonyTui.Wiring;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>The verifier, which passes over the kinds of steps that only tests have.</summary>
/// <param name="kinds">Those kinds.</param>
internal sealed class StageJudge(params IReadOnlyList<StepKind> kinds) : IRecordJudge
{
    private readonly RecordJudge _verifier = new(new ScriptBinder(kinds));

    /// <summary>What it found last.</summary>
    public IReadOnlyList<Finding> Found { get; private set; } = [];

    public IReadOnlyList<Finding> Judge(HeldRecord record) => Found = Known(_verifier.Judge(record));

    public IReadOnlyList<Finding> JudgeGrown(GrownRecord record) => Found = Known(_verifier.JudgeGrown(record));

    private static IReadOnlyList<Finding> Known(IReadOnlyList<Finding> found) => [.. found.Where(finding => !finding.Says.EndsWith("is not a known kind of step.", StringComparison.Ordinal))];
}
