using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Guards the air gap: before each step and before each live call. In production an interface that is up stops the ceremony until it is down
/// or an exception was recorded; in a rehearsal it is only noted. Tokens that came or went are noted too, and a clock that cannot be relied on is compared with a watch.
/// </summary>
internal sealed class RoomGuard(RunContext run, AirGapWatch watch, TokenWatch tokenWatch)
{
    private const string Expected = "no network interface is up";
    private static readonly Choice[] Ends = [new("abort", "Abort the ceremony"), new("leave", "Leave the program")];
    private readonly RecordLength _length = new();
    private string _accepted = "";

    /// <summary>Whether an exception on record says of exactly these interfaces that the ceremony goes on with them up.</summary>
    public static bool IsAccepted(Recorder recorder, string up) => recorder.Lines.Entries<ExceptionDecided>().Any(exception =>
        exception.Expected == Expected && exception.Happened == Happened(up));

    // The lines of a step begin with its `step-started`; what is noticed before stands outside of it.
    public Task BeforeStep() => Check(null);

    /// <summary>Whether a step can begin as its line has the interfaces: one may have come up since they were looked at.</summary>
    public bool Admits(IReadOnlyList<NetworkInterfaceView> interfaces) => run.Ports.IsRehearsal || AirGapWatch.Names(interfaces) is var up && (up.Length == 0 || up == _accepted);

    public Task BeforeLiveCall(string step) => Check(step);

    private async Task Check(string? step)
    {
        if (_length.IsUsedUp(run.Recorder.Lines, step) is { } why)
        {
            throw await run.Talk.Choose(step, TooLong(why), "too-long", Ends) == "abort" ? new AbortSignal($"the record is too long: {why}") : new LeaveSignal();
        }

        await run.Clock.Demand(step);
        tokenWatch.Notice(step);
        string up = watch.Notice(step);
        if (up.Length == 0)
        {
            _accepted = "";
        }
        else if (!run.Ports.IsRehearsal && up != _accepted)
        {
            await Stop(step);
        }
    }

    private static Screen TooLong(string why) => new(
        "The record is too long",
        new WarningBlock($"The record has become so long that nobody could verify it if it went on: {why}."),
        new TextBlock("What was done is on record. Abort now, and hold the rest as a ceremony of its own."))
    {
        Help = "The verifier judges no record beyond certain limits, many times what a ceremony needs. What is left of them is enough to abort and to seal.",
    };

    private static string Happened(string up) => $"up: {up}";

    private async Task Stop(string? step)
    {
        while (watch.Notice(step) is { Length: > 0 } still)
        {
            var screen = new Screen(
                "The air gap is broken",
                new WarningBlock($"A network interface is up: {still}."),
                new TextBlock("Pull its cable or switch it off, then look again. If the people in the room decide to go on with the network up, the decision is recorded as an exception."))
            {
                Help = "A ceremony is held on a machine without a network. The state of every interface is recorded with each step.",
            };
            switch (await run.Talk.Choose(step, screen, "air-gap", new Choice("go-on", "Go on with it up, on record"), new Choice("leave", "Leave the program"), new Choice("again", "Look again")))
            {
                case "go-on":
                    run.Recorder.Append(new ExceptionDecided(Expected, Happened(still), "the ceremony goes on as it is"), step, run.Recorder.Operator);
                    _accepted = still;
                    return;
                case "leave":
                    throw new LeaveSignal();
                default:
                    break;
            }
        }
    }
}
