using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>
/// Faces an error of the program itself: an invariant that broke, an exception that nobody foresaw. The people are told where it happened, that the journal is kept and
/// which file to send, and leave or abort; nobody is thrown out to the shell.
/// </summary>
internal sealed class ProgramError(RunContext run)
{
    private const int MostFrames = 30;

    /// <summary>Whether an exception is one that is faced here. Where the journal itself cannot be written, or a rehearsal's answers do not fit, the program ends.</summary>
    public bool Is(Exception trouble) =>
        !run.Recorder.IsBroken && trouble is not (LeaveSignal or AbortSignal or CorrectionSignal or ClockSignal or UnprovenSignal or Core.Devices.DeviceFault or Core.Devices.CallGivenUpException or AnswersException or JournalBrokenException);

    /// <summary>Shows it until the people have decided; what is thrown then, a <see cref="LeaveSignal"/> or an <see cref="AbortSignal"/>.</summary>
    /// <param name="trouble">What happened.</param>
    /// <param name="step">The open step, or null.</param>
    /// <param name="where">Where it happened, as a sentence goes on behind "while": <c>the step "Make the key" was performing sign</c>.</param>
    public async Task<Exception> Face(Exception trouble, string? step, string where)
    {
        Log(trouble, step);
        Choice leave = new("leave", "Leave the program, resume later");
        IReadOnlyList<Choice> choices = run.Talk.NoAbort is null ? [new("abort", "Abort the ceremony"), leave] : [leave];
        return await run.Talk.Choose(step, Told(trouble, where), "program-error", choices) == "abort"
            ? new AbortSignal($"the program met an error of its own while {where}")
            : new LeaveSignal();
    }

    private Screen Told(Exception trouble, string where) => new(
        "The program met an error of its own",
        new WarningBlock($"It happened while {where}: {Words(trouble)}"),
        new TextBlock("The journal is whole, and whatever was done before is in it. Leave, and resume: what was begun is looked at first. If the same comes again, abort, and hold the rest as a ceremony of its own."),
        new FactsBlock(new Detail("to be sent", Hostile.Escape(Path.Combine(run.Folder, RunPorts.LogFile)))))
    {
        IsFault = true,
        Help = "This is a fault of the program, not of anybody in the room. Its diagnostic log tells where in the program it happened, and holds no PIN and no key: send it to whoever looks after the program.",
    };

    // What others than this program say in an exception may hold anything, what somebody typed as well.
    private static string Words(Exception trouble) => trouble is BrokenInvariantException ? trouble.Message : $"an error that it does not know, {trouble.GetType().Name}.";

    private void Log(Exception trouble, string? step)
    {
        run.Ports.Log($"error in {step ?? "no step"}: {(trouble is BrokenInvariantException ? trouble.Message : trouble.GetType().FullName)}");
        for (Exception? each = trouble; each is not null; each = each.InnerException)
        {
            run.Ports.Log($"  {each.GetType().FullName}");
            foreach (string frame in (each.StackTrace ?? "").Split('\n').Take(MostFrames))
            {
                run.Ports.Log(frame.TrimEnd());
            }
        }
    }
}
