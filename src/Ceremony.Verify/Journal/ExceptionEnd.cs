using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A step that an exception ended: only one whose kind makes nothing, with an exception of its own that the officers confirmed before.</summary>
internal static class ExceptionEnd
{
    /// <summary>Whether the line says that an exception ended the step.</summary>
    public static bool Is(JournalLine done) => done.Json.Find("exception") is not null;

    /// <summary>What is wrong with it, as a clause, or null.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="done">The line of kind <c>step-done</c>.</param>
    /// <param name="kind">The step's kind.</param>
    public static string? Problem(Evidence evidence, JournalLine done, string kind)
    {
        long seq = done.Json.Number("exception");
        return evidence.Earlier(seq, "exception", done) switch
        {
            _ when evidence.Rules.Steps.Find(kind) is not { CanEndByException: true } => $"a step of the kind \"{kind}\" cannot be ended by an exception",
            _ when done.Json["facts"].AsList().Count > 0 || done.Json["outputs"].AsMap().Count > 0 => "an exception ended it, and yet it has facts or outputs",
            null => $"line {seq} is not an earlier exception",
            var exception when exception.Step != done.Step => $"the exception of line {seq} belongs to another step",
            var exception when evidence.ConfirmersBefore(done).Count >= evidence.Quorum && !evidence.Allowed.HasInStep(exception) => $"the officers had not allowed the exception of line {seq}",
            _ => null,
        };
    }
}
