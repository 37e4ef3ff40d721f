using Ceremony.Core.Json;

namespace Ceremony.Journal;

/// <summary>The call of a step that a line answers.</summary>
/// <param name="Call">1, 2, … in the step.</param>
/// <param name="Attempt">The attempt that made it, from 1.</param>
/// <param name="Asks">SHA-256, lower-case hex, of the canonical request.</param>
public sealed record DeskCall(long Call, long Attempt, string Asks)
{
    internal JsonMap Fields() => new() { { "call", Call }, { "attempt", Attempt }, { "asks", Asks } };
}
