using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// What a script says under <c>people:</c> holds to the end: once the people were gathered, no step goes on without somebody in each role that acts in it, unless as many officers as must
/// confirm are in the room and allow it. The verifier demands the same of what is recorded.
/// </summary>
internal sealed class Attendance(RunContext run)
{
    /// <summary>The kind of step that gathers people.</summary>
    private const string Gathering = "gather";
    private const string Operator = "operator";
    private const string Witness = "witness";
    private const string Decided = "the ceremony goes on";

    /// <summary>What an exception says that should be.</summary>
    public const string Expected = "somebody in the room holds each role that acts";

    /// <summary>Waits until every role that acts in the step has somebody in the room, or the officers allowed to go on without.</summary>
    /// <param name="step">The open step.</param>
    public Task Demand(string step) => Settle(step, () => Missing(step));

    /// <summary>The same for a seat whose holder alone has a PIN.</summary>
    /// <param name="step">The open step.</param>
    /// <param name="seat">Role and number.</param>
    public Task DemandSeat(string step, string seat) => Settle(step, () =>
        HasGathered && run.Plan.Seats.Contains(seat) && run.Recorder.People.All(person => person.Seat != seat) && !IsAllowed(step, seat) ? seat : null);

    /// <summary>The same for the witness who reads from a sheet or looks at a watch, outside of steps.</summary>
    public Task DemandWitness() => Settle(null, () => IsMissing(null, Witness) ? Witness : null);

    /// <summary>Why nobody can do what the operator is to do now, a sentence; null where somebody can.</summary>
    public string? WhyNot(string step) => Missing(step) is { } role ? $"According to the record, {Happened(role)}. Record who enters (F4), then type the number." : null;

    private bool HasGathered => run.Plan.Steps.Any(step => step.Do == Gathering && Folds.DoneSteps(run.Recorder.Lines).ContainsKey(step.Id));

    private static string Happened(string who) => $"nobody in the room is {who}";

    private string? Missing(string step) => run.Find(step)?.ActingRoles.Prepend(Operator).FirstOrDefault(role => IsMissing(step, role));

    private bool IsMissing(string? step, string role) =>
        run.Recorder.People.All(person => person.Role != role)
        && run.Plan.Seats.Any(seat => seat.StartsWith(role + " ", StringComparison.Ordinal))
        && HasGathered && !IsAllowed(step, role);

    // An exception that anybody typed in the same words allows nothing: the officers must have approved it.
    private bool IsAllowed(string? step, string who)
    {
        IReadOnlyList<JournalLine> lines = run.Recorder.Lines;
        var allowed = new AllowException(Expected, Happened(who), Decided);
        return lines.Telling<Approved>().Where(approved => approved.Line.Step == (step ?? OfficersException.OutsideOfSteps))
            .Where(approved => lines.Any(line => line.Seq == approved.Entry.Proposal && line.Entry is Proposed proposed && proposed.Actions.Contains(allowed)))
            .Any(approved => lines.Any(line => line.Seq > approved.Line.Seq && line.Step == step && line.Entry is ExceptionDecided exception && exception.Expected == Expected && exception.Happened == Happened(who)));
    }

    private async Task Settle(string? step, Func<string?> missing)
    {
        while (missing() is { } who)
        {
            await Decide(step, who, () => missing() == who);
        }
    }

    private async Task Decide(string? step, string who, Func<bool> isMissing)
    {
        // After the seal nothing can be aborted any more.
        Choice[] abort = run.Recorder.Lines.Tell<Sealed>() ? [] : [new("abort", "Abort the ceremony")];
        Choice[] allow = CanAllow ? [new("exception", "Go on without, with an exception that the officers confirm")] : [];
        var prompt = new ChoicePrompt("after-refusal", [.. abort, new("leave", "Leave the program, resume later"), .. allow, new("again", "Look again")]);
        switch ((await run.Talk.Ask(step, Told(who, CanAllow), prompt, () => isMissing() ? null : new Chose("again"))).Key)
        {
            case "exception":
                JournalLine? open = step is null ? null : run.Recorder.LastBeginningOf(step);
                await new OfficersException(run).TryAllow(open, Proposed(who), new AllowException(Expected, Happened(who), Decided), null);
                break;
            case "leave":
                throw new LeaveSignal();
            case "abort":
                throw new AbortSignal(Happened(who));
            default:
                break;
        }
    }

    private bool CanAllow => run.Recorder.Registry.Confirmers(run.Plan.Quorum).Count(each => run.Recorder.IsHere(each.Person)) >= run.Plan.Quorum;

    private static Screen Told(string who, bool canAllow) => new(
        "Somebody is missing",
        new WarningBlock($"According to the record, {Happened(who)}, and what comes next needs one."),
        new TextBlock($"Record who enters (F4).{(canAllow ? " Or the officers in the room allow to go on without: that stands in the record and in the verdict." : " Without it the ceremony can be left and resumed later, or aborted.")}"))
    {
        Help = "The script says which people a ceremony needs, and that holds to its end. Who comes back enters under the same name (F4). Only as many officers as must confirm, in this room, can allow to go on without.",
    };

    private static Screen Proposed(string who) => new(
        "Go on without somebody",
        new WarningBlock($"According to the record, {Happened(who)}. The step will go on all the same, and the record says that nobody did what that person should have done."))
    {
        Help = "You are an officer: agree only if the ceremony can be relied upon all the same. Refuse with F8 and say why; then somebody can still enter, or the ceremony is left or aborted.",
    };
}
