namespace Ceremony.Verify;

/// <summary>A kind of step.</summary>
/// <param name="Name">What stands under <c>do</c>.</param>
/// <param name="Needs">The facts that a step of it has when it is done, whatever else it has; a vertical bar between two of which one is enough.</param>
internal sealed record KnownStep(string Name, params IReadOnlyList<string> Needs) : INamed
{
    /// <summary>Whether an exception can end such a step, with nothing done.</summary>
    public bool CanEndByException { get; init; }

    /// <summary>Whether a witness, too, is in the room whenever anything of it is recorded that somebody did.</summary>
    public bool NeedsWitness { get; init; }
}
