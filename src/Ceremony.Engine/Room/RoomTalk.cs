using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Asks the room, and records what comes between a question and its answer: notes, exceptions, breaks, people.</summary>
internal sealed class RoomTalk(RunPorts ports, Recorder recorder, TokenList tokens, RegistryList registry, AirGapWatch watch, TokenWatch tokenWatch, KeptLogins logins)
{
    /// <summary>What is being done between the calls of a step.</summary>
    public const string NothingInParticular = "between two of its calls";

    private static readonly TimeSpan BetweenGlances = TimeSpan.FromSeconds(2);
    private readonly Presence _presence = new(recorder, logins);

    /// <summary>What is shown where somebody wants to type an answer again and none can be; null where one can.</summary>
    public Func<Screen?> NoCorrection { get; set; } = NoStepRuns;

    /// <summary>Has an answer chosen that was typed earlier, and says how it is corrected, or null where it is not; null itself outside of steps.</summary>
    public Func<Task<CorrectionSignal?>>? CorrectEarlier { get; set; }

    /// <summary>Whether what the journal says so far was written in this run or proven: only then does its last line belong onto a witness's sheet.</summary>
    public bool IsProven { get; set; }

    /// <summary>What is being done now, for whoever has to say where an error happened: "looking at token".</summary>
    public string Doing { get; set; } = NothingInParticular;

    /// <summary>Why the ceremony cannot be aborted any more; null as long as it can.</summary>
    public string? NoAbort { get; set; }

    /// <summary>The field of a form whose answer the step has just refused; null where it refused something else.</summary>
    public string? RefusedField { private get; set; }

    /// <summary>The same, once: the next form that is asked stands on it.</summary>
    public string? TakeRefusedField()
    {
        string? field = RefusedField;
        RefusedField = null;
        return field;
    }

    /// <summary>What is asked after each reply, before anything of it is recorded, where the clock cannot be relied on or the air gap is open; told which step is open, says whether anything was asked.</summary>
    public Func<string?, Task<bool>> AfterReply { get; set; } = _ => Task.FromResult(false);

    /// <summary>Asks until the prompt itself is answered.</summary>
    /// <param name="step">The open step, or null.</param>
    /// <param name="screen">The screen.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="settled">The reply that holds once what the screen complains of has gone by what came between; null as long as it stands.</param>
    public async Task<TReply> Ask<TReply>(string? step, Screen screen, Prompt<TReply> prompt, Func<TReply?>? settled = null)
        where TReply : RoomReply
    {
        while (true)
        {
            switch (await Listen(step, screen, prompt))
            {
                case Replied<TReply>(var reply) when await IsTaken(step, reply):
                    if (prompt is not ConfirmPrompt)
                    {
                        recorder.ForgetNews();
                    }

                    return reply;
                case CameBetween<TReply>(var happened):
                    await Handle(step, happened);
                    if (settled?.Invoke() is { } instead)
                    {
                        return instead;
                    }

                    break;
            }
        }
    }

    // A PIN is not kept while people look at their watches: it is asked for again.
    private async Task<bool> IsTaken(string? step, RoomReply reply)
    {
        bool isTaken = false;
        try
        {
            isTaken = !await AfterReply(step) || reply is not (PinTyped or SecretReadBack);
            return isTaken;
        }
        finally
        {
            if (!isTaken)
            {
                reply.Wipe();
            }
        }
    }

    /// <summary>Shows a step's screen until somebody goes on; where it is news, and warns of nothing, only has the room told of it.</summary>
    public Task Tell(string step, Screen screen)
    {
        if (!screen.IsNews || screen.Blocks.Any(block => block is WarningBlock))
        {
            return Show(step, screen);
        }

        recorder.Tell(step, screen.Title);
        return Task.CompletedTask;
    }

    /// <summary>Shows a screen until somebody goes on.</summary>
    public Task Show(string? step, Screen screen, string? label = null) => Ask(step, screen, new GoOnPrompt(label ?? screen.GoOn));

    /// <summary>Asks for one of several choices; the last is the safe one.</summary>
    public async Task<string> Choose(string? step, Screen screen, string key, params IReadOnlyList<Choice> choices) =>
        (await Ask(step, screen, new ChoicePrompt(key, choices))).Key;

    /// <summary>
    /// Waits until somebody who is about to act, or just has, is in the room according to the record: whoever verifies it believes nothing of those who are not. A seat that
    /// nobody has acts by its own name.
    /// </summary>
    public async Task DemandHere(string? step, string person)
    {
        bool IsMissing() => !recorder.IsHere(person) && !recorder.IsEmptySeat(person);
        while (IsMissing())
        {
            await Ask(
                step,
                new Screen(
                    "Who is in the room",
                    new WarningBlock($"According to the record, {Hostile.Escape(person)} is not in the room."),
                    new TextBlock("Whoever acts here must be. Record the entry (F4), then go on."))
                {
                    Help = "Somebody was recorded as having left and is here, or is not here and cannot act. F4 records who enters, with the name as it was. If that person does not come back, F10 leaves the program, and nothing is lost.",
                },
                new GoOnPrompt(),
                () => IsMissing() ? null : new WentOn());
        }
    }

    // Network and tokens are looked at while people think: whoever plugs a cable in or takes a card out at a waiting screen is noticed there.
    private async Task<Outcome<TReply>> Listen<TReply>(string? step, Screen screen, Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        Task<Outcome<TReply>> reply = ports.Room.Ask(screen, prompt);
        try
        {
            while (!reply.IsCompleted && await Task.WhenAny(reply, Task.Delay(BetweenGlances)) != reply)
            {
                watch.Notice(step);
                tokenWatch.Notice(step);
                logins.Notice();
            }
        }
        catch
        {
            _ = WipeUnheard(reply);
            throw;
        }

        return await reply;
    }

    // The journal cannot be written any more, but somebody may be typing a PIN at this moment.
    private static async Task WipeUnheard<TReply>(Task<Outcome<TReply>> reply)
        where TReply : RoomReply
    {
        if (await reply is Replied<TReply>(var unheard))
        {
            unheard.Wipe();
        }
    }

    /// <summary>Outside of steps no answer can be typed again.</summary>
    public static Screen NoStepRuns() => Saying("Nothing to correct", "No step is waiting for an answer here. While a step is open, \"Correct an earlier answer\" (F10) leads to those that were typed before; whatever else is wrong in the record, an exception (F3) says what is right.");

    private static Screen Saying(string title, string sentence) => new(title, new TextBlock(sentence)) { Help = "Nothing was changed. Enter goes back to where you were." };

    private Task Say(string? step, string title, string sentence) => Show(step, Saying(title, sentence));

    private async Task Handle(string? step, RoomEvent happened)
    {
        switch (happened)
        {
            case NoteTaken(string text):
                Record(new Note(text), step);
                break;
            case ExceptionTaken taken when string.IsNullOrWhiteSpace(taken.By):
                await Say(step, "Exception", "An exception says who decided. Nothing was recorded: open it again (F3) and type a name.");
                break;
            case ExceptionTaken taken:
                recorder.Append(new ExceptionDecided(taken.Expected, taken.Happened, taken.Decided), step, taken.By);
                break;
            case BreakTaken(string reason):
                await Break(step, reason);
                break;
            case PersonMoved moved:
                if (_presence.Move(step, moved) is { } refused)
                {
                    await Say(step, "People", refused);
                }

                break;
            case TokensWanted:
                await Show(step, tokens.Screen());
                break;
            case RegistryWanted:
                await Show(step, registry.Screen());
                break;
            case LockWanted:
                logins.EndAll(LoginEnd.Key);
                await Say(step, "Tokens are locked", "Nobody is logged in to any token now. Whoever is needed next is asked for the PIN again.");
                break;
            case CorrectionWanted { Earlier: true }:
                await Correct(step);
                break;
            case CorrectionWanted when NoCorrection() is { } screen:
                await Show(step, screen);
                break;
            case CorrectionWanted:
                throw new CorrectionSignal();
            case AbortWanted when NoAbort is { } late:
                await Say(step, "Too late to abort", late);
                break;
            case AbortWanted(string reason):
                throw new AbortSignal(reason);
            default:
                throw new LeaveSignal();
        }
    }

    // Whoever is choosing what to correct is not asked the same once more.
    private async Task Correct(string? step)
    {
        if (CorrectEarlier is not { } choose)
        {
            await Show(step, NoStepRuns());
            return;
        }

        (CorrectEarlier, Func<Screen?> noCorrection) = (null, NoCorrection);
        NoCorrection = NoStepRuns;
        try
        {
            if (await choose() is { } correction)
            {
                throw correction;
            }
        }
        finally
        {
            (CorrectEarlier, NoCorrection) = (choose, noCorrection);
        }
    }

    private async Task Break(string? step, string reason)
    {
        logins.EndAll(LoginEnd.Break);
        Record(new Break(Begins: true, reason), step);
        await Show(
            step,
            new Screen(
                "A break",
                [
                    new TextBlock($"The ceremony is paused: {Hostile.Escape(reason)}. Nobody touches the machine, tokens or cards meanwhile.\n\nWhen everybody is back, go on."),
                    .. IsProven ? [new TextBlock("Every witness writes the journal's last line and its words on their sheet now:"), WitnessSheet.ToWrite(recorder.Lines[^1])] : Array.Empty<Block>(),
                ])
            {
                Help = "The beginning and the end of the break are recorded. If the machine is off when you come back, resume the ceremony: a witness then reads the line's number and its words from the sheet. Enter ends the break.",
            },
            "End the break");
        Record(new Break(Begins: false, reason), step);
    }

    private void Record(Entry entry, string? step) => recorder.Append(entry, step, recorder.Operator);
}
