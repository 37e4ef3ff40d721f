using Ceremony.Core.Scripts;

namespace Ceremony.Engine;

/// <summary>The program is to be left; the journal holds all that is needed to resume.</summary>
internal sealed class LeaveSignal : Exception;

/// <summary>The ceremony is to be aborted.</summary>
internal sealed class AbortSignal(string reason) : Exception
{
    public string Reason { get; } = reason;
}

/// <summary>The clock was compared in the middle of a step: what the step looked at before no longer holds, and it is run again.</summary>
internal sealed class ClockSignal : Exception;

/// <summary>Something was about to be done that the record would not prove.</summary>
internal sealed class UnprovenSignal(string reason) : Exception
{
    /// <summary>Why not, a sentence.</summary>
    public string Reason { get; } = reason;
}

/// <summary>A device said that something was done, but what came of it is not what was agreed to.</summary>
internal sealed class WrongResultSignal(StepResult refused) : Exception
{
    /// <summary>What the step says of it.</summary>
    public StepResult Refused { get; } = refused;
}

/// <summary>Something that must never happen has happened: the ceremony stops before anything else happens.</summary>
public sealed class BrokenInvariantException(string sentence) : Exception(sentence);
