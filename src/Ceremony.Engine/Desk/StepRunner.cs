using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Judging;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Runs one step to its end: refusals and faults are shown and tried again, and what was done stands.</summary>
internal sealed class StepRunner(RunContext run, ArtifactStore artifacts, RecordProof proof, RoomGuard guard, SeenTokens seen, TokenInventories inventories)
{
    private static readonly Screen NothingToCorrect = new(
        "Nothing to correct",
        new TextBlock("In this step no answer has been typed since something was approved. For answers that were typed earlier choose \"Correct an earlier answer\" (F10); whatever else is wrong in the record, an exception (F3) says what is right."))
    {
        Help = "The open step's answers can be typed again until something has been approved that rests on them; those of earlier steps while nothing rests on them. After that the officers sign what is right.",
    };

    // Half a key, or something with the name of a key that is to be made, is on the token.
    private static readonly HashSet<string> Leftover = ["label-taken", "LabelTaken", "Unclear", "card-not-blank", "certificate-there"];

    private readonly Attendance _attendance = new(run);
    private readonly ProgramError _error = new(run);
    private readonly StepException _exception = new(run, new OfficersException(run));

    // The call from which on the recorded answers no longer hold, after a refusal or a correction.
    private long? _voidFrom;

    /// <summary>Runs the step; when this returns it is done, or an answer of an earlier one is to be typed again.</summary>
    public async Task Run(PlannedStep step, int number)
    {
        if (Corrections.MustBegin(run.Recorder.Lines, step.Id))
        {
            StepStarted started;
            do
            {
                await guard.BeforeStep();
                started = Started(step, number);
            }
            while (!run.AirGap.Admits(started.Interfaces));

            run.Recorder.Append(started, step.Id, null);
        }

        run.Talk.CorrectEarlier = new CorrectionDesk(run, step, number).Choose;
        try
        {
            await RunToEnd(step, number);
        }
        finally
        {
            run.Talk.CorrectEarlier = null;
        }
    }

    private async Task RunToEnd(PlannedStep step, int number)
    {
        bool isOver = false;
        CorrectionSignal? wanted = null;
        while (!isOver)
        {
            try
            {
                (CorrectionSignal? now, wanted) = (wanted, null);
                isOver = now is null ? await IsOver(step, number) : await Correct(step, number, now);
            }
            catch (CorrectionSignal next)
            {
                wanted = next;
            }
            catch (ClockSignal)
            {
                // The step is run again: its desk does not give the old time any more.
            }
            catch (Exception trouble) when (_error.Is(trouble))
            {
                throw await _error.Face(trouble, step.Id, $"the step \"{Hostile.Escape(step.Title)}\" was {run.Talk.Doing}");
            }
        }
    }

    private async Task<bool> IsOver(PlannedStep step, int number)
    {
        try
        {
            StepResult result = await Proven(step, await RunOnce(step, number));
            if (result is StepResult.Done done)
            {
                run.Recorder.Append(End(step, done), step.Id, null);
                return true;
            }

            await inventories.TakeAfterFailure();
            return await IsEndedAfterRefusal(step, (StepResult.Refused)result);
        }
        catch (DeviceFault fault) when (!run.Recorder.IsBroken)
        {
            run.Ports.Log($"step {step.Id}: {fault.Code}");
            run.Logins.EndAll(LoginEnd.Look);
            await inventories.TakeAfterFailure();
            return await IsEndedAfterFault(step, fault);
        }
    }

    // True where an answer of an earlier step is to be typed again, so that this one waits for its turn.
    private async Task<bool> Correct(PlannedStep step, int number, CorrectionSignal wanted)
    {
        if (wanted.Retyped is { } answer)
        {
            _voidFrom = null;
            run.Recorder.Append(new Corrected(answer.Seq), answer.Step, run.Recorder.Operator);
            return true;
        }

        if (wanted.Statement is { } statement)
        {
            await new CorrectionDesk(run, step, number).LayBefore(statement);
            return false;
        }

        _voidFrom = Correctable(step)?.Call;
        return false;
    }

    private bool Begun(PlannedStep step) => run.Recorder.Lines.OfStep(step.Id).Any(line => line.Entry is StepStarted);

    private long Attempt(PlannedStep step) =>
        run.Recorder.Lines.OfStep(step.Id).Select(line => line.Attempt ?? 1).DefaultIfEmpty(1).Max();

    private async Task<StepResult> RunOnce(PlannedStep step, int number)
    {
        var desk = new PinDesk(run, step.Id);
        using var door = new TokenDoor(run, desk, seen, step.Id);
        using var secrets = new StepSecrets();
        var tokenPins = new TokenPins(run, desk, door, step.Id);
        var pins = new ShownPins(run, step.Id);
        var softTokens = new SoftTokens(run, desk, pins, secrets, step.Id);
        var services = new ServiceControl(run);
        var officerTokens = new OfficerTokens(run, token => door.Release(token, LoginEnd.Confirmation));
        var context = new StepContext(
            step,
            run,
            door,
            new Looker(run, desk, door, services, step.Id),
            new ActionPins(desk, door, tokenPins, softTokens, () => MustAskAgain(step)),
            new Performer(run.Ports, door, tokenPins, pins, softTokens, new SystemFiles(run, step.Id), services),
            new Confirmation(run, officerTokens, step.Id, number),
            artifacts,
            proof,
            _attendance,
            async () =>
            {
                await guard.BeforeLiveCall(step.Id);
                await _attendance.Demand(step.Id);
            });
        long? voidFrom = _voidFrom ?? AfterChange(step);
        long attempt = Attempt(step) + (voidFrom is null ? 0 : 1);
        IReadOnlyList<RecordedCall> recorded = [.. Folds.OpenCalls(run.Recorder.Lines, step.Id).Where(call => voidFrom is not { } from || call.Call < from)];
        run.Talk.NoCorrection = () => Correctable(step) is null ? NothingToCorrect : null;
        run.Logins.OfStep = door.ReleaseAll;
        try
        {
            return await step.Fill(Folds.DoneSteps(run.Recorder.Lines)).Run(new StepDesk(context, recorded, attempt));
        }
        catch (WrongResultSignal wrong)
        {
            return wrong.Refused;
        }
        catch (UnprovenSignal unproven)
        {
            return Unproven($"What was agreed to was not done, since the record would not prove it: {unproven.Reason}");
        }
        catch (PkiException unusable)
        {
            return new StepResult.Refused(
                "unusable",
                $"Something that the step works with cannot be used: {unusable.Message}.",
                "If it was typed, correct it (F10) or try again and type another; if it is a file or a token, put the right one in and try again; if the script has it, abort and have the script corrected.");
        }
        catch (ScriptProblemException unfit)
        {
            // What earlier steps gave does not fit this one's fields; `check` cannot know all of it.
            return new StepResult.Refused("step-unfit", $"The step {step.Id} cannot be done as the script has it: {unfit.Problem.Sentence}.", "Abort and have the script corrected.");
        }
        finally
        {
            // Until a line of the new attempt stands in the journal, nothing there says that the earlier answers are void.
            _voidFrom = Attempt(step) < attempt ? voidFrom : null;
            run.Talk.NoCorrection = RoomTalk.NoStepRuns;
            run.Logins.OfStep = () => { };
        }
    }

    // What was typed while an interface came up that nobody can confirm yet is not kept while people see to that.
    private async Task<bool> MustAskAgain(PlannedStep step)
    {
        bool mustAsk = run.AirGap.Holds;
        await run.AirGap.DemandConfirmed(step.Id);
        return mustAsk;
    }

    private StepStarted Started(PlannedStep step, int number)
    {
        var started = new StepStarted(number, step.Title, step.Do, Begun(step) ? Attempt(step) + 1 : 1, null, []);
        try
        {
            IReadOnlyList<NetworkInterfaceView> interfaces = run.Ports.Machine.Interfaces();
            return started with { AirGap = interfaces.All(each => !each.IsUp), Interfaces = interfaces };
        }
        catch (DeviceFault fault)
        {
            run.Ports.Log($"interfaces: {fault.Code}");
            return started;
        }
    }

    // What the verifier would refuse in the end is refused here, while the people can still do something about it.
    private async Task<StepResult> Proven(PlannedStep step, StepResult result)
    {
        if (result is not StepResult.Done done)
        {
            return result;
        }

        if (proof.WhyNot(new DraftLine(End(step, done), step.Id), out IReadOnlyList<Finding> left) is { } unproven)
        {
            return Unproven($"The step cannot be recorded as done, since the record would not prove it: {unproven}");
        }

        await proof.DemandAccepted(left, run.Recorder.LastBeginningOf(step.Id));
        return done;
    }

    private static StepResult.Refused Unproven(string reason) => new(
        "unproven",
        reason,
        "Find out why. If it can be put right in the room, do so and try again; otherwise abort, since nobody would accept the archive.");

    private StepDone End(PlannedStep step, StepResult.Done done) => new(Attempt(step), done.Facts, done.Outputs);

    // A step that an exception ended has made nothing: no facts hold since, and nothing can be referred to.
    private void RecordEnded(PlannedStep step, JournalLine exception) =>
        run.Recorder.Append(new StepDone(Attempt(step), [], new Dictionary<string, string>(), exception.Seq), step.Id, null);

    private async Task<bool> IsEndedAfterRefusal(PlannedStep step, StepResult.Refused refused)
    {
        run.Recorder.Append(new StepRefused(refused.Code, refused.Reason, refused.Next), step.Id, null);
        run.Talk.RefusedField = refused.Field;
        var screen = new Screen("The step cannot be done", [new WarningBlock(refused.Reason), .. Refuser(step, refused), new TextBlock(refused.Next)])
        {
            Help = "Nothing is left half done. What was done before stays done; everything after it is asked again." + (step.MayEndByException
                ? " If the ceremony can go on without this step, end it with an exception: the officers agree to it, and the step is recorded as not done."
                : " The ceremony cannot go on without this step."),
        };
        if (await IsEnded(step, screen, refused.Reason, refused.Code))
        {
            return true;
        }

        _voidFrom = AfterChange(step) ?? AfterLastDeed(step);
        return false;
    }

    // Who refused to confirm, and why, stands in a line of the confirmation's own.
    private IEnumerable<Block> Refuser(PlannedStep step, StepResult.Refused refused) =>
        refused.Code == "declined" && run.Recorder.Lines.OfStep(step.Id).LastOrDefault(each => each.Entry is ConfirmationRefused) is { Entry: ConfirmationRefused said } line
            ? [new FactsBlock(Detail.From("refused by", $"{said.Officer}, {line.By}"), Detail.From("reason", said.Reason))]
            : [];

    private async Task<bool> IsEndedAfterFault(PlannedStep step, DeviceFault fault)
    {
        var screen = new Screen(
            "A device failed",
            new WarningBlock(fault.Message),
            new FactsBlock([new Detail("code", Hostile.Escape(fault.Code)), .. fault.DriverWrote.Select((line, at) => new Detail(at == 0 ? "its driver wrote" : "", line))]))
        {
            IsFault = true,
            Help = "What was done before stays done. When the device is ready again, the step continues where it stopped; first it is checked whether an action that was begun was done.",
        };
        bool isEnded = await IsEnded(step, screen, fault.Message, fault.Code);
        if (!isEnded)
        {
            LostDevices.ReachAgain(run, fault);
        }

        return isEnded;
    }

    // True where an exception ended the step, false where it is to be tried again.
    private async Task<bool> IsEnded(PlannedStep step, Screen screen, string reason, string code)
    {
        TokenEntry? left = Leftover.Contains(code) && run.CanConfirm ? LookedAt(step) : null;
        Choice[] remove = left is null ? [] : [new("remove", $"Have removed from {left.Called} what nothing rests on")];
        Choice[] exception = step.MayEndByException ? [new("exception", "End this step with an exception")] : [];
        while (true)
        {
            switch (await run.Talk.Choose(step.Id, screen, "after-refusal", [new("abort", "Abort the ceremony"), new("leave", "Leave the program, resume later"), .. exception, .. remove, new("again", "Try again")]))
            {
                case "again":
                    return false;
                case "exception" when await _exception.TryEnd(step, reason) is { } line:
                    RecordEnded(step, line);
                    return true;
                case "exception":
                    break;
                case "remove":
                    await seen.Removal.Offer(run.Recorder.LastBeginningOf(step.Id), left!);
                    return false;
                case "leave":
                    throw new LeaveSignal();
                default:
                    throw new AbortSignal($"step {step.Id} could not be done");
            }
        }
    }

    private TokenEntry? LookedAt(PlannedStep step) => run.Recorder.Lines.OfStep(step.Id).Entries<Looked>()
        .Select(looked => run.Plan.Tokens.FirstOrDefault(token => looked.IsAtToken(token.Ref.Name))).LastOrDefault(token => token is not null);

    // What was done to the world stays done: a new attempt begins after the last deed.
    private long AfterLastDeed(PlannedStep step) =>
        Folds.OpenCalls(run.Recorder.Lines, step.Id).Where(call => call.Lines.Any(line => line.Entry is Performed or Intended or Entered)).Select(call => call.Call).DefaultIfEmpty(0).Max() + 1;

    // What was looked at is no longer so: the step looks again, whether it is tried again now or by a resume, and what it needs is agreed to again. Services
    // that were stopped or started in between hold nothing up, since a step asks for their state before it does anything to them.
    private long? AfterChange(PlannedStep step)
    {
        IReadOnlyList<RecordedCall> calls = Folds.OpenCalls(run.Recorder.Lines, step.Id);
        if (calls is not [.., { Lines: [.., { Entry: Failed { Code: DeviceFault.Changed or DeviceFault.WrongResult } }] } last])
        {
            return null;
        }

        // What officers agreed to at once, and what was done in part, stays agreed to: the rest of it is tried again.
        RecordedCall? deed = calls.SkipLast(1).LastOrDefault(call => call.Lines.Any(line => line.Entry is Entered or Intended { Action: not (StartService or StopService) }));
        return deed is not null && Approval(deed) == Approval(last) ? null : (deed?.Call ?? 0) + 1;
    }

    private static long? Approval(RecordedCall call) => call.Lines.Entries<Intended>().LastOrDefault()?.Approval;

    // An answer can be corrected until something that rests on it was approved. Where nothing was answered yet, what was shown last can be seen again:
    // a fingerprint, before its words are asked for.
    private RecordedCall? Correctable(PlannedStep step)
    {
        IReadOnlyList<RecordedCall> calls = Folds.OpenCalls(run.Recorder.Lines, step.Id);
        long lastApproved = EarlierAnswers.LastApproved(calls);
        return calls.LastOrDefault(call => call.Lines[^1].Entry is Answered && call.Call > lastApproved)
            ?? calls.LastOrDefault(call => call.Lines[^1].Entry is Shown && call.Call > lastApproved);
    }
}
