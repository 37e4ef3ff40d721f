namespace Ceremony.Engine;

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>Every step was done and the archive is signed.</summary>
    Completed,

    /// <summary>It was aborted, and sealed as aborted.</summary>
    Aborted,

    /// <summary>The program was left in the middle; the ceremony can be resumed.</summary>
    Left,
}

/// <summary>How a run ended, and what remains of it.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Fingerprint">The archive's fingerprint, lower-case hex; null where there is none yet.</param>
public sealed record RunOutcome(RunEnd End, string? Fingerprint)
{
    /// <summary>What stands on the witness's sheet of a ceremony that was left: the number of the journal's last line and its words; null where nothing was written down.</summary>
    public string? OnSheet { get; init; }

    /// <summary>Why it was left without waiting for what was being done, a sentence; null where it was left in order. The witnesses have not been shown the last line then.</summary>
    public string? LeftAtOnce { get; init; }
}
