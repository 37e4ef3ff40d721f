namespace Ceremony.Engine;

/// <summary>What one open step works with.</summary>
internal sealed record StepContext(
    PlannedStep Step,
    RunContext Run,
    TokenDoor Door,
    Looker Looker,
    ActionPins Pins,
    Performer Performer,
    Confirmation Confirmation,
    ArtifactStore Artifacts,
    RecordProof Proof,
    Attendance Attendance,
    Func<Task> BeforeLiveCall)
{
    /// <summary>What is confirmed together with the step.</summary>
    public Bundle Bundle => field ??= new Bundle(this);
}
