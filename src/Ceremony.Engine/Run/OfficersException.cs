using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Run;

/// <summary>
/// Something is otherwise than it must be. The ceremony stays where it is, or is aborted, or goes on with an exception that the officers
/// confirm; where nobody can confirm yet, the operator answers for it.
/// </summary>
internal sealed class OfficersException(RunPlan plan, RunPorts ports, Recorder recorder, RoomTalk talk, string folder)
{
    /// <summary>Returns when the ceremony may go on.</summary>
    /// <param name="open">The line that began the open step; null before the first.</param>
    /// <param name="expected">What should be.</param>
    /// <param name="happened">What is instead.</param>
    public async Task Demand(JournalLine? open, string expected, string happened)
    {
        string? step = open?.Step;
        var screen = new Screen("Something is not as it should be", new WarningBlock(happened), new FactsBlock(new Detail("expected", expected), new Detail("found", happened)))
        {
            Help = "Find out why before you go on. Going on needs the officers' agreement and stands in the record as an exception.",
        };
        while (true)
        {
            switch (await talk.Choose(step, screen, "exception", new Choice("allow", "Go on, as an exception of the officers"), new Choice("abort", "Abort the ceremony"), new Choice("leave", "Leave the program, resume later")))
            {
                case "allow" when await Allow(open, screen, expected, happened):
                    return;
                case "allow":
                    break;
                case "abort":
                    throw new AbortSignal(happened);
                default:
                    throw new LeaveSignal();
            }
        }
    }

    private async Task<bool> Allow(JournalLine? open, Screen screen, string expected, string happened)
    {
        const string Decided = "the ceremony goes on";
        string by = recorder.Operator;
        if (recorder.Registry.Confirmers(plan.Quorum).Count >= plan.Quorum)
        {
            // Nobody can confirm before a step has recognised the officers, so where officers are in force a step was begun.
            int number = (int)(open?.Json.Number("number") ?? 0);
            var confirmation = new Confirmation(ports, plan, recorder, talk, new OfficerTokens(ports, plan, recorder, talk, folder), open?.Step ?? "resume", number);
            if ((await confirmation.Propose(confirmation.Compose(screen, [new AllowException(expected, happened, Decided)]), () => [])).Kind != "approved")
            {
                return false;
            }

            by = string.Join(", ", recorder.Registry.Confirmers(plan.Quorum).Select(each => each.Person));
        }

        recorder.Append("exception", open?.Step, by, new JsonMap { { "expected", expected }, { "happened", happened }, { "decided", Decided } });
        return true;
    }
}
