using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>
/// Checks the frame that every ceremony has: the room is compared with paper first, people are gathered before any token is opened, and
/// the transcript is sealed last.
/// </summary>
internal static class OrderChecks
{
    private const string Room = "check-room";
    private const string Gather = "gather";
    private const string Seal = "seal-transcript";

    /// <summary>Checks the order of all steps; each act has at least one.</summary>
    public static void Check(IReadOnlyList<ScriptAct> acts, Problems problems)
    {
        ScriptStep[] steps = [.. acts.SelectMany(act => act.Steps)];
        ScriptStep first = acts[0].Steps[0];
        if (first.Kind.Name != Room)
        {
            problems.Add(first.Mark, $"the first step must be {Room}: script, program, parameters and clock are compared with paper before anything else");
        }

        if (acts[0].Steps.All(step => step.Kind.Name != Gather))
        {
            problems.Add(acts[0].Mark, $"the first act must contain {Gather}: people are gathered before any login");
        }

        foreach (ScriptStep step in steps.TakeWhile(step => step.Kind.Name != Gather).Where(NeedsToken))
        {
            problems.Add(step.Mark, $"the step \"{step.Id}\" needs a token, so it must come after {Gather}");
        }

        foreach (ScriptStep step in steps.TakeWhile(step => step.Kind.Name != Gather).Where(step => step.Kind.Fields.Any(field => field is Field<ServiceRef>)))
        {
            problems.Add(step.Mark, $"the step \"{step.Id}\" needs a service, so it must come after {Gather}");
        }

        if (steps[^1].Kind.Name != Seal)
        {
            problems.Add(steps[^1].Mark, $"the last step must be {Seal}");
        }

        foreach (string once in new[] { Room, Gather, Seal })
        {
            CheckOnce(once, [.. steps.Where(step => step.Kind.Name == once)], problems);
        }
    }

    private static void CheckOnce(string kind, IReadOnlyList<ScriptStep> steps, Problems problems)
    {
        foreach (ScriptStep step in steps.Skip(1))
        {
            problems.Add(step.Mark, $"{kind} is done only once, and line {steps[0].Mark.Line} already does it");
        }

        foreach (ScriptStep step in steps.Where(step => step.When.Count > 0 || step.ForEach is not null))
        {
            problems.Add(step.Mark, $"{kind} is always done exactly once: it can have neither \"when\" nor \"for-each\"");
        }
    }

    private static bool NeedsToken(ScriptStep step) =>
        step.Kind.Fields.Any(field => field is Field<TokenRef> || (step.Fields.Find(field.Name) is { } value && field.TokensIn(value).Count > 0));
}
