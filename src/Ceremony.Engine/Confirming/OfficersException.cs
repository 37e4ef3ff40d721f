using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Something is not as it must be. The ceremony stays where it is, or is aborted, or continues with an exception that the officers
/// confirm; where nobody can confirm yet, the operator answers for it.
/// </summary>
internal sealed class OfficersException(RunContext run)
{
    /// <summary>The step that proposals have which no step of the script makes.</summary>
    public const string OutsideOfSteps = "resume";

    private static readonly Choice Allowed = new("allow", "Go on, with an exception that the officers confirm");
    private static readonly Choice LookAgain = new("again", "Look again");
    private static readonly Choice Remove = new("remove", "Have it removed: the officers confirm that too");
    private static readonly Choice Abort = new("abort", "Abort the ceremony");
    private static readonly Choice Leave = new("leave", "Leave the program, resume later");

    /// <summary>Returns once the exception is allowed.</summary>
    /// <param name="open">The line that began the open step; null before the first.</param>
    /// <param name="expected">What should be.</param>
    /// <param name="happened">What is instead.</param>
    public Task Demand(JournalLine? open, string expected, string happened) => Decide(open, expected, happened, canVanish: false);

    /// <summary>For something that can be put right in the room: true when it was allowed, false when it is to be looked at again.</summary>
    /// <param name="open">The line that began the open step; null before the first.</param>
    /// <param name="expected">What should be.</param>
    /// <param name="happened">What is instead.</param>
    /// <param name="remove">Has the officers remove it; null where that cannot be.</param>
    public Task<bool> IsAllowed(JournalLine? open, string expected, string happened, Func<Task>? remove = null) => Decide(open, expected, happened, canVanish: true, remove);

    /// <summary>
    /// Whether the officers let stand what came of an action, although it is otherwise than was demanded: each has to confirm it. It was allowed already where the step was interrupted after that. Where nobody can confirm
    /// yet, nobody is asked.
    /// </summary>
    /// <param name="open">The line that began the open step.</param>
    /// <param name="allowable">What would be allowed.</param>
    public async Task<bool> MayStand(JournalLine? open, Allowable allowable)
    {
        var exception = new AllowException(allowable.Expected, allowable.Happened, "it is used as it is");
        if (run.Recorder.Lines.OfStep(open!.Step!).Any(line => line.As<ExceptionDecided>() is { } known && (known.Expected, known.Happened, known.Decided) == (exception.Expected, exception.Happened, exception.Decided)))
        {
            return true;
        }

        var screen = new Screen("A key is not as it was demanded", new WarningBlock($"{char.ToUpperInvariant(allowable.Happened[0])}{allowable.Happened[1..]}."), new FactsBlock(new Detail("expected", allowable.Expected), new Detail("found", allowable.Happened)))
        {
            Help = "What is shown was read back from the token. Some tokens make good keys and do not tell so, or tell it wrongly: ask whoever knows this token, and look into its manual. If the officers accept the key as it is, the first page of the report says so. "
                + "Otherwise the key is destroyed at once, and nothing rests on it.",
        };
        while (run.CanConfirm)
        {
            if (await run.Talk.Choose(open.Step, screen, "key-as-it-is", new Choice("allow", "Use it as it is, with an exception that the officers confirm"), new Choice("destroy", "Have it destroyed")) == "destroy")
            {
                return false;
            }

            if (await TryAllow(open, screen, exception, null) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Has an exception confirmed and writes it; null where an officer refused. Where nobody can confirm yet, the operator answers for it.</summary>
    /// <param name="open">The line that began the open step; null before the first.</param>
    /// <param name="screen">What is read before it is confirmed.</param>
    /// <param name="exception">What is to be allowed.</param>
    /// <param name="by">Who decided; null for those who confirm.</param>
    public async Task<JournalLine?> TryAllow(JournalLine? open, Screen screen, AllowException exception, string? by)
    {
        IReadOnlyList<Confirmer> confirmers = run.Recorder.Registry.Confirmers(run.Plan.Quorum);
        bool canConfirm = confirmers.Count >= run.Plan.Quorum;
        if (canConfirm && !await IsConfirmed(open, screen, exception))
        {
            return null;
        }

        by ??= canConfirm ? string.Join(", ", confirmers.Select(each => each.Person)) : run.Recorder.Operator;
        return run.Recorder.Append(new ExceptionDecided(exception.Expected, exception.Happened, exception.Decided), open?.Step, by);
    }

    private async Task<bool> Decide(JournalLine? open, string expected, string happened, bool canVanish, Func<Task>? remove = null)
    {
        Screen screen = Told(expected, happened, canVanish);
        // What is sealed is over: an abort would go on with the seal.
        Choice[] ends = run.Recorder.Lines.Tell<Sealed>() ? [Leave] : [Abort, Leave];
        Choice[] removal = remove is null ? [] : [Remove];
        Choice[] choices = canVanish ? [Allowed, .. removal, LookAgain, .. ends] : [Allowed, .. ends];
        while (true)
        {
            switch (await run.Talk.Choose(open?.Step, screen, "exception", choices))
            {
                case "allow" when await Allow(open, screen, expected, happened):
                    return true;
                case "allow":
                    break;
                case "remove":
                    await remove!();
                    return false;
                case "again":
                    return false;
                case "abort":
                    throw new AbortSignal(happened);
                default:
                    throw new LeaveSignal();
            }
        }
    }

    private static Screen Told(string expected, string happened, bool canVanish) => new(
        "Something is not as it should be",
        new WarningBlock(happened),
        new FactsBlock(new Detail("expected", expected), new Detail("found", happened)))
    {
        Help = "Find out why before you go on." + (canVanish ? " If it can be put right here, do so, then look again." : "")
            + " Going on without putting it right needs the officers' agreement and is recorded as an exception.",
    };

    private async Task<bool> Allow(JournalLine? open, Screen screen, string expected, string happened) =>
        await TryAllow(open, screen, new AllowException(expected, happened, "the ceremony goes on"), null) is not null;

    private async Task<bool> IsConfirmed(JournalLine? open, Screen screen, AllowException exception)
    {
        // Nobody can confirm before a step has recognised the officers, so where officers are in force a step was begun.
        int number = (int)((open?.Entry as StepStarted)?.Number ?? 0);
        var confirmation = new Confirmation(run, new OfficerTokens(run), open?.Step ?? OutsideOfSteps, number);
        return (await confirmation.Propose(confirmation.Compose(screen, [exception]), null)).Entry is Approved;
    }
}
