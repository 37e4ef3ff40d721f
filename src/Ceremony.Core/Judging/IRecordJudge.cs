namespace Ceremony.Core.Judging;

/// <summary>
/// Judges the record of a ceremony that is still held: before the program goes on from it, and before it is sealed. It is the verifier behind a port, so that what
/// runs ceremonies shares no code with what judges them.
/// </summary>
public interface IRecordJudge
{
    /// <summary>Everything that does not hold; empty where all does. Never throws for what the record says.</summary>
    IReadOnlyList<Finding> Judge(HeldRecord record);

    /// <summary>The same of a record whose lines only became more since it was judged last: artifacts that were judged then are taken to be as they were.</summary>
    IReadOnlyList<Finding> JudgeGrown(GrownRecord record);
}
