using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>
/// Guards the room: before each step and before each live call. A network interface that is up stops a real ceremony until it is down, or the air gap is on record as open; in a rehearsal it is only noted. Tokens that
/// came or went are noted too, a login that was kept for too long ends, and a clock that cannot be relied on is compared with a watch.
/// </summary>
internal sealed class RoomGuard(RunContext run, TokenWatch tokenWatch)
{
    private static readonly Choice[] Ends = [new("abort", "Abort the ceremony"), new("leave", "Leave the program")];
    private readonly RecordLength _length = new();

    // The lines of a step begin with its `step-started`; what is noticed before stands outside of it.
    public Task BeforeStep() => Check(null);

    public Task BeforeLiveCall(string step) => Check(step);

    private async Task Check(string? step)
    {
        if (_length.IsUsedUp(run.Recorder.Lines, step) is { } why)
        {
            throw await run.Talk.Choose(step, TooLong(why), "too-long", Ends) == "abort" ? new AbortSignal($"the record is too long: {why}") : new LeaveSignal();
        }

        await run.Clock.Demand(step);
        tokenWatch.Notice(step);
        run.Logins.Notice();
        await run.AirGap.Settle(step);
    }

    private static Screen TooLong(string why) => new(
        "The record is too long",
        new WarningBlock($"The record has become so long that nobody could verify it if it went on: {why}."),
        new TextBlock("What was done is on record. Abort now, and hold the rest as a ceremony of its own."))
    {
        Help = "The verifier judges no record beyond certain limits, many times what a ceremony needs. What is left of them is enough to abort and to seal.",
    };
}
