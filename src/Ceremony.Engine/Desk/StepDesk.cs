using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// The desk of one open step. Each call is numbered. Where the journal holds an answer to the same request, that answer is given; where it
/// holds another request, a new attempt begins; where it holds none, the call is carried out and its answer recorded.
/// </summary>
internal sealed class StepDesk(StepContext context, IReadOnlyList<RecordedCall> recorded, long attempt) : PlannedDesk(context, context.Step), IDesk
{
    private readonly Dictionary<long, RecordedCall> _recorded = recorded.ToDictionary(call => call.Call);
    private readonly IReadOnlyList<Person> _peopleBefore = PeopleBefore(context.Run.Recorder.Lines, context.Step.Id);
    private readonly List<Person> _entered = [];
    private readonly long _clockComparedAt = context.Run.Clock.ComparedAt;
    private long _call;
    private long _attempt = attempt;

    /// <inheritdoc/>
    public Registry Registry { get; } = context.Run.Recorder.Registry;

    /// <inheritdoc/>
    public IReadOnlyList<Person> People => [.. _peopleBefore.Where(before => _entered.All(person => person.Seat != before.Seat)), .. _entered];

    /// <inheritdoc/>
    public async Task<T> Look<T>(Look<T> look)
    {
        Looked looked = await Call<Looked>(
            new JsonMap { { "look", look.ToJson() } },
            async call => Context.Run.Recorder.Append(new Looked(look.ToJson(), Context.Bundle.SeenAhead(call.Call, look.ToJson()) ?? await Context.Looker.See(look)), StepId, null, call));
        return look.Read(looked.Seen);
    }

    /// <inheritdoc/>
    public Task Show(Screen screen) => Call<Shown>(
        new JsonMap { { "show", screen.ToJson() } },
        async call =>
        {
            await Context.Run.Talk.Tell(StepId, screen);
            await Context.Attendance.Demand(StepId);
            return Context.Run.Recorder.Append(new Shown(screen), StepId, Context.Run.Recorder.Operator, call);
        });

    /// <inheritdoc/>
    public async Task<Core.Desk.Answers> Ask(Screen screen, Form form)
    {
        Answered answered = await Call<Answered>(
            new JsonMap { { "ask", form.ToJson() }, { "screen", screen.ToJson() } },
            async call => Context.Run.Recorder.Append(new Answered(screen, form, await AskLive(screen, form)), StepId, Context.Run.Recorder.Operator, call));
        return answered.Answers;
    }

    /// <inheritdoc/>
    public async Task<Approval?> Approve(Screen screen, params IReadOnlyList<CeremonyAction> actions)
    {
        Proposal proposal = Context.Confirmation.Compose(screen, actions);
        JournalLine answer = await Call(
            proposal.Request,
            entry => entry is Approved or Refused,
            async call =>
            {
                await Context.Door.CompareAll();
                return Context.Bundle.Confirmed(call.Asks) is { } signed
                    ? Context.Run.Recorder.Append(new Approved(signed.Seq), StepId, Context.Run.Recorder.Operator, call)
                    : await Context.Confirmation.Propose(proposal, call, Context.Bundle.Gather);
            });
        return answer.Entry is not Approved ? null
            : ApprovalProof.Refuse(Context.Run, answer) is not { } refusal ? new Approval(answer.Seq, actions)
            : throw new BrokenInvariantException($"Line {answer.Seq} of the journal says that this was approved, but {refusal}. Nothing was done; abort the ceremony.");
    }

    /// <inheritdoc/>
    public async Task<TReceipt> Perform<TReceipt>(Approval approval, CeremonyAction<TReceipt> action, Func<TReceipt, StepResult?> wrong)
        where TReceipt : Receipt
    {
        if (!approval.TrySpend(action))
        {
            throw new BrokenInvariantException($"The step {StepId} tried to do something that was not approved, or had already been done: {action.Name}. Nothing was done.");
        }

        ActionPerformed performed = await Call<ActionPerformed>(
            new JsonMap { { "perform", action.ToJson() } },
            call => PerformLive(approval, action, receipt => wrong((TReceipt)receipt), call));
        return action.ReadReceipt(performed.Receipt);
    }

    /// <inheritdoc/>
    public Task Keep(string name, byte[] bytes)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Call<ArtifactKept>(
            new JsonMap { { "keep", name }, { "sha256", hash } },
            call =>
            {
                Context.Artifacts.Keep(name, bytes);
                return Task.FromResult(Context.Run.Recorder.Append(new ArtifactKept(name, hash, bytes.Length), StepId, null, call));
            });
    }

    /// <inheritdoc/>
    public Task Enter(Person person)
    {
        _entered.Add(person);
        return Call<Entered>(
            new JsonMap { { "enter", person.ToJson() } },
            call => Task.FromResult(Context.Run.Recorder.Append(new Entered(person), StepId, Context.Run.Recorder.Operator, call)));
    }

    /// <inheritdoc/>
    public Task Attest(Person person, string statement) => Call<StatementAttested>(
        new JsonMap { { "attest", statement }, { "person", person.Name } },
        async call =>
        {
            await Context.Run.Talk.DemandHere(StepId, person.Name);
            return Context.Run.Recorder.Append(new StatementAttested(person.Name, statement), StepId, person.Name, call);
        });

    private async Task<T> Call<T>(JsonMap request, Func<DeskCall, Task<JournalLine>> live)
        where T : Entry => (T)(await Call(request, entry => entry is T, live)).Entry;

    private async Task<JournalLine> Call(JsonMap request, Func<Entry, bool> isAnswer, Func<DeskCall, Task<JournalLine>> live)
    {
        long call = ++_call;
        string asks = CanonicalJson.Hash(request);
        if (_recorded.TryGetValue(call, out RecordedCall? known) && (known.Asks != asks || IsPast(known)))
        {
            // The step asks for something other than before, or the clock went on: what was recorded from here on no longer answers it.
            await ForgetFrom(call);
            known = null;
        }

        if (known?.Lines.LastOrDefault(line => isAnswer(line.Entry)) is { } given)
        {
            return given;
        }

        await Context.BeforeLiveCall();
        DemandSameClock();
        Context.Run.Talk.Doing = Words(request);
        JournalLine answer = await live(new DeskCall(call, _attempt, asks));
        Context.Run.Talk.Doing = RoomTalk.NothingInParticular;
        return answer;
    }

    // Whom the step itself has in the room it tells anew.
    private static IReadOnlyList<Person> PeopleBefore(JournalLines lines, string step) =>
        Folds.People(lines.LinesTelling<Entered>().Concat(lines.LinesTelling<Left>()).OrderBy(line => line.Seq).Where(line => line.Call is null || line.Step != step));

    private static string Words(JsonMap request) => request.First() switch
    {
        { Key: "look", Value: JsonMap look } => $"looking at {look.Text("look")}",
        { Key: "perform", Value: JsonMap action } => $"performing {action.Text("do")}",
        { Key: "keep", Value: JsonText file } => $"keeping {Hostile.Escape(file.Value)}",
        { Key: "approve" } => "having officers confirm",
        { Key: "show" } => "showing a screen",
        { Key: "ask" } => "asking for an answer",
        _ => "recording who is here",
    };

    // A time is put into a signature only while it is still now, by the clock that it was read from. Once something was done that may rest on it, it stands as it was agreed to; but a signature over a
    // time that is still to come, of a clock that was ahead, is of no use to anybody, and another is made.
    private bool IsPast(RecordedCall known)
    {
        if (known.Lines[^1] is not { Entry: Looked { Clock: { } seconds } } line)
        {
            return false;
        }

        RecordedCall[] done = [.. _recorded.Values.Where(later => later.Call > known.Call && later.Lines.Any(each => each.Entry is ActionPerformed))];
        return done.Length == 0
            ? Context.Run.Clock.IsPast(line, seconds, Context.Run.Plan.WithinSeconds)
            : Context.Run.Clock.IsAhead(seconds) && done.SelectMany(call => call.Lines).Entries<Intended>().All(each => each.Action is Sign or SignChallenge or SignChallengeWithSoftToken);
    }

    private void DemandSameClock()
    {
        if (Context.Run.Clock.ComparedAt != _clockComparedAt)
        {
            throw new ClockSignal();
        }
    }

    private async Task ForgetFrom(long call)
    {
        foreach (RecordedCall later in _recorded.Values.Where(each => each.Call >= call).OrderBy(each => each.Call).ToList())
        {
            if (later.Lines.LastOrDefault(line => line.Entry is Intended or Performed or Failed) is { Entry: Intended intended } dangling)
            {
                await Settle(later.Answered, dangling.Seq, intended);
            }

            _recorded.Remove(later.Call);
        }

        _attempt++;
    }

    // The step takes another way while it is not known whether something was done: that is found out and recorded first.
    private async Task Settle(DeskCall call, long intention, Intended intended)
    {
        if (await Context.Performer.Inspect(intended.Action) is { } found)
        {
            RecordPerformed(intention, found, call, isInspected: true);
        }
        else
        {
            Context.Run.Recorder.Append(new Failed(intention, Failed.Interrupted, "The program was interrupted, and there is no sign that this was done."), StepId, null, call);
        }
    }

    private async Task<Core.Desk.Answers> AskLive(Screen screen, Form form)
    {
        string? trouble = null;
        string? refused = Context.Run.Talk.TakeRefusedField();
        while (true)
        {
            FormFilled filled = await Context.Run.Talk.Ask(StepId, screen, new FormPrompt(form, trouble) { Refused = refused });
            // What was asked is answered, and nothing else is, whatever a room gives.
            Dictionary<string, string> answers = form.Fields.ToDictionary(field => field.Name, field => filled.Answers.Values.GetValueOrDefault(field.Name) ?? "");
            FormField? unfit = form.Fields.FirstOrDefault(field => field.Refuse(answers[field.Name]) is not null);
            (trouble, refused) = (unfit?.Refuse(answers[unfit.Name]), unfit?.Name);
            if (trouble is null)
            {
                await Context.Attendance.Demand(StepId);
                return new Core.Desk.Answers(answers);
            }
        }
    }

    private async Task<JournalLine> PerformLive(Approval approval, CeremonyAction action, Func<Receipt, StepResult?> wrong, DeskCall call)
    {
        JournalLine? begun = _recorded.GetValueOrDefault(_call)?.Lines.LastOrDefault(line => line.Entry is Intended);
        if (action.Repeatability == Repeatability.Once && (begun is not null || WasBegun(action)) && await Context.Performer.Inspect(action) is { } found)
        {
            return await Judged(found, begun ?? Intend(new Intended(action, approval.Line), call), isInspected: true);
        }

        // PINs are asked for before the intention is written, so that no intention stays open while people look for a PIN.
        using ReadyPins pins = await Context.Pins.Gather(action);
        if (action is { On: { } token, BringsToken: false })
        {
            Context.Door.DemandThere(token);
        }

        begun ??= Intend(new Intended(action, approval.Line), call);
        try
        {
            // What was begun is brought to its end; the next call asks about the network.
            Context.Run.AirGap.IsOff = true;
            Receipt receipt = await Context.Performer.Perform(action, pins);
            return await Judged(receipt, begun, isInspected: false);
        }
        catch (DeviceFault fault) when (!Context.Run.Recorder.IsBroken)
        {
            Context.Run.Recorder.Append(new Failed(begun.Seq, fault.Code, fault.Message), StepId, null, call);
            throw;
        }
        catch (PkiException unusable) when (!Context.Run.Recorder.IsBroken)
        {
            Context.Run.Recorder.Append(new Failed(begun.Seq, "unusable", $"What was to be worked with cannot be used: {unusable.Message}."), StepId, null, call);
            throw;
        }
        finally
        {
            Context.Run.AirGap.IsOff = false;
        }

        // What was not as agreed counts as not done, and what it left is taken away again where that can be.
        async Task<JournalLine> Judged(Receipt receipt, JournalLine intention, bool isInspected)
        {
            if ((wrong(receipt) ?? await ToldOtherwise(action, receipt)) is not StepResult.Refused refused)
            {
                return RecordPerformed(intention.Seq, receipt, call, isInspected);
            }

            if (refused.MayStand is { } allowable && await new OfficersException(Context.Run).MayStand(Context.Run.Recorder.LastBeginningOf(StepId), allowable))
            {
                return RecordPerformed(intention.Seq, receipt, call, isInspected);
            }

            string left = await Context.Performer.TakeAway(action);
            Context.Run.Recorder.Append(new Failed(intention.Seq, DeviceFault.WrongResult, $"{refused.Reason} {left}"), StepId, null, call);
            throw new WrongResultSignal(refused with { Reason = $"{refused.Reason} {left}" });
        }
    }

    // It failed, and was agreed to anew; the token may have done it all the same.
    private bool WasBegun(CeremonyAction action) =>
        Context.Run.Recorder.Lines.OfStep(StepId).Any(line => line.Entry is Intended intended && CanonicalJson.WriteText(intended.Action.ToJson()) == CanonicalJson.WriteText(action.ToJson()));

    // Whatever rests on a new key or certificate rests on what its token tells of it: it is asked twice.
    private async Task<StepResult?> ToldOtherwise(CeremonyAction action, Receipt receipt)
    {
        if (action.Makes.Count == 0 || await Context.Performer.Inspect(action) is { } again && CanonicalJson.WriteText(again.ToJson()) == CanonicalJson.WriteText(receipt.ToJson()))
        {
            return null;
        }

        return new StepResult.Refused(
            "told-otherwise",
            $"Asked twice, the token {Context.Door.Entry(action.On!.Value).Called} does not tell the same of what it has just made.",
            "Nothing rests on it. Try again; if it happens again, abort and have the token examined.");
    }

    // Once it is done it cannot be undone: what the record would not prove is not begun, nor what was agreed to by another clock.
    private JournalLine Intend(Intended intended, DeskCall call)
    {
        DemandSameClock();
        return Context.Proof.WhyNot(new DraftLine(intended, StepId, call), out _) is { } unproven
            ? throw new UnprovenSignal(unproven)
            : Context.Run.Recorder.Append(intended, StepId, null, call);
    }

    private JournalLine RecordPerformed(long intention, Receipt receipt, DeskCall call, bool isInspected) =>
        Context.Run.Recorder.Append(new ActionPerformed(intention, receipt.ToJson(), isInspected), StepId, null, call);
}
