using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// A real ceremony goes on with a network interface up only where its script names that one, or where the air gap was recorded as open, with a reason. The officers confirm that as their first act; until they
/// have, nothing is logged into but what recognises them. The verifier demands the same of what is recorded. A rehearsal notes what is up, and stops nowhere.
/// </summary>
internal sealed class AirGapGuard(RunContext run)
{
    private const int LongestReason = 400;
    private const string SomeText = @".*\S.*";
    private const string Key = "air-gap";
    private static readonly Choice Abort = new("abort", "Abort the ceremony");
    private static readonly Choice Leave = new("leave", "Leave the program, resume later");
    private static readonly Choice Again = new("again", "Look again");
    private bool _isAsking;

    /// <summary>Whether nothing is demanded: the program is being left, or something is being done that was begun.</summary>
    public bool IsOff { get; set; }

    /// <summary>Whether nobody may log in: an interface is up, and the officers have not confirmed that.</summary>
    public bool Holds => !IsSilent && !NetworkHistory.Of(run.Recorder.Lines).IsConfirmed;

    /// <summary>Whether a step can begin as its line has the interfaces: one may have come up since they were looked at.</summary>
    public bool Admits(IReadOnlyList<NetworkInterfaceView> interfaces) =>
        run.Ports.IsRehearsal || Accepted(interfaces) is var accepted && Unnamed(AirGapWatch.Names(interfaces)).All(accepted.Contains);

    /// <summary>Of the interfaces that are up, those with which the air gap is on record as open.</summary>
    public IReadOnlyList<string> Accepted(IReadOnlyList<NetworkInterfaceView> interfaces)
    {
        IReadOnlyList<string> open = NetworkHistory.Of(run.Recorder.Lines).Current?.Up ?? [];
        return [.. AirGapWatch.Names(interfaces).Where(open.Contains)];
    }

    /// <summary>Looks at the network. Returns once what is up is on record with its reason, and confirmed if officers can confirm already.</summary>
    /// <param name="step">The open step, or null.</param>
    /// <returns>Whether anything was asked.</returns>
    public async Task<bool> Settle(string? step)
    {
        IReadOnlyList<string> up = run.Network.Notice(step);
        if (IsSilent)
        {
            return false;
        }

        _isAsking = true;
        try
        {
            bool hasAsked = false;
            while (Asking(step, Unnamed(up)) is { } asking)
            {
                await asking;
                hasAsked = true;
                up = run.Network.Notice(step);
            }

            return hasAsked;
        }
        finally
        {
            _isAsking = false;
        }
    }

    /// <summary>Returns once somebody may log in: no interface is up, or the officers have confirmed that one is.</summary>
    /// <param name="step">The open step, or null.</param>
    public async Task DemandConfirmed(string? step)
    {
        await Settle(step);
        while (Holds)
        {
            _ = await run.Talk.Choose(step, AirGapScreens.Waiting(), Key, [Abort, Leave, Again]) switch
            {
                "abort" => throw new AbortSignal("a network interface is up, and nobody could confirm that"),
                "leave" => throw new LeaveSignal(),
                _ => await Settle(step),
            };
        }
    }

    // What is being confirmed is what is demanded; and whoever aborts, or has closed the transcript, logs in to sign the end.
    private bool IsSilent => run.Ports.IsRehearsal || IsOff || _isAsking || run.Recorder.IsBroken || run.Recorder.Lines.Tell<Aborted>() || run.Recorder.Lines.Tell<Sealed>();

    private IReadOnlyList<string> Unnamed(IEnumerable<string> up) => [.. up.Where(name => !run.Plan.InterfacesUp.Contains(name))];

    private Task? Asking(string? step, IReadOnlyList<string> up)
    {
        NetworkHistory told = NetworkHistory.Of(run.Recorder.Lines);
        return up.Count == 0 ? null
            : !told.IsRecorded || !up.SequenceEqual(told.Unnamed) ? Record(step, up, canRecord: up.SequenceEqual(told.Unnamed))
            : !told.IsConfirmed && run.CanConfirm ? Confirm(step, told.Current!)
            : null;
    }

    private async Task Record(string? step, IReadOnlyList<string> up, bool canRecord)
    {
        run.Logins.EndAll(LoginEnd.Network);
        Choice[] record = canRecord ? [new("open", "Record the air gap as open: the officers confirm it")] : [];
        switch (await run.Talk.Choose(step, AirGapScreens.Broken(up), Key, [Abort, Leave, .. record, Again]))
        {
            case "open":
                string reason = (await run.Talk.Ask(step, AirGapScreens.Why(up), new FormPrompt(new Form(new FormField(AirGapScreens.Reason, "Reason") { Pattern = SomeText, Shape = "type at least one word", MaxLength = LongestReason })))).Answers[AirGapScreens.Reason].Trim();
                run.Network.Notice(step);
                if (NetworkHistory.Of(run.Recorder.Lines).Unnamed.SequenceEqual(up))
                {
                    run.Recorder.Append(new ExceptionDecided(NetworkHistory.Expected, NetworkHistory.Happened(up), reason), step, run.Recorder.Operator);
                }

                break;
            case "abort":
                throw new AbortSignal($"the air gap is broken: {NetworkHistory.Happened(up)}");
            case "leave":
                throw new LeaveSignal();
            default:
                break;
        }
    }

    private async Task Confirm(string? step, AirGapOpening opening)
    {
        run.Logins.EndAll(LoginEnd.Network);
        JournalLine? open = run.Recorder.LastBegun;
        var allowed = new AllowException(NetworkHistory.Expected, NetworkHistory.Happened(opening.Up), opening.Reason);
        if (await new OfficersException(run).TryAllow(open, AirGapScreens.Proposed(opening), allowed, null) is not null)
        {
            return;
        }

        _ = await run.Talk.Choose(step, AirGapScreens.Refused(opening), Key, [Abort, Leave, new("ask", "Ask the officers again"), Again]) switch
        {
            "abort" => throw new AbortSignal($"the officers did not confirm the open air gap: {NetworkHistory.Happened(opening.Up)}"),
            "leave" => throw new LeaveSignal(),
            var chosen => chosen,
        };
    }
}
