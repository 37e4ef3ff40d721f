using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>
/// The desk of one open step. Each call is numbered. Where the journal holds an answer to the same request, that answer is given; where it
/// holds another request, a new attempt begins; where it holds none, the call is carried out and its answer recorded.
/// </summary>
internal sealed class StepDesk(StepContext context, IReadOnlyList<RecordedCall> recorded, long attempt) : IDesk
{
    private readonly Dictionary<long, RecordedCall> _recorded = recorded.ToDictionary(call => call.Call);
    private readonly IReadOnlyList<Person> _peopleBefore = Folds.People(context.Recorder.Lines.Where(line => line.Call is null || line.Step != context.Step.Id));
    private readonly List<Person> _entered = [];
    private long _call;
    private long _attempt = attempt;

    /// <inheritdoc/>
    public string StepId => context.Step.Id;

    /// <inheritdoc/>
    public bool IsRehearsal => context.Ports.IsRehearsal;

    /// <inheritdoc/>
    public Registry Registry { get; } = context.Recorder.Registry;

    /// <inheritdoc/>
    public IReadOnlyList<Person> People => [.. _peopleBefore.Where(before => _entered.All(person => person.Seat != before.Seat)), .. _entered];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seats => context.Plan.Seats;

    /// <inheritdoc/>
    public int Quorum => context.Plan.Quorum;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [.. context.Plan.Parameters];

    /// <inheritdoc/>
    public TokenEntry Token(TokenRef token) => context.Door.Entry(token);

    /// <inheritdoc/>
    public ServiceEntry? Service(string name) => context.Plan.Services.FirstOrDefault(each => each.Name == name);

    /// <inheritdoc/>
    public byte[]? Artifact(string name) => context.Artifacts.Read(name);

    /// <inheritdoc/>
    public async Task<T> Look<T>(Look<T> look)
    {
        JsonLineAnswer answer = await Call(
            new JsonMap { { "look", look.ToJson() } },
            line => line.Kind == "looked",
            async fields => context.Recorder.Append("looked", StepId, null, fields().With(new JsonMap { { "look", look.ToJson() }, { "seen", await context.Looker.See(look) } })));
        return look.Read(answer.Line.Json["seen"]);
    }

    /// <inheritdoc/>
    public Task Show(Screen screen) => Call(
        new JsonMap { { "show", screen.ToJson() } },
        line => line.Kind == "shown",
        async fields =>
        {
            await context.Talk.Show(StepId, screen);
            return context.Recorder.Append("shown", StepId, context.Recorder.Operator, fields().With(new JsonMap { { "screen", screen.ToJson() } }));
        });

    /// <inheritdoc/>
    public async Task<Core.Desk.Answers> Ask(Screen screen, Form form)
    {
        JsonLineAnswer answer = await Call(
            new JsonMap { { "ask", form.ToJson() }, { "screen", screen.ToJson() } },
            line => line.Kind == "answered",
            async fields =>
            {
                Core.Desk.Answers answers = await AskLive(screen, form);
                return context.Recorder.Append("answered", StepId, context.Recorder.Operator, fields().With(new JsonMap { { "screen", screen.ToJson() }, { "form", form.ToJson() }, { "answers", answers.ToJson() } }));
            });
        return Core.Desk.Answers.FromJson(answer.Line.Json["answers"].AsMap());
    }

    /// <inheritdoc/>
    public async Task<Approval?> Approve(Screen screen, params IReadOnlyList<CeremonyAction> actions)
    {
        // The request is what officers read, whole, so that anyone who has the record can compute its hash again.
        Proposal proposal = context.Confirmation.Compose(screen, actions);
        JsonLineAnswer answer = await Call(
            new JsonMap { { "approve", proposal.ActionsJson }, { "screen", proposal.Screen.ToJson() } },
            line => line.Kind is "approved" or "refused",
            fields => context.Confirmation.Propose(proposal, fields));
        return answer.Line.Kind == "approved" ? new Approval(answer.Line.Seq, actions) : null;
    }

    /// <inheritdoc/>
    public async Task<TReceipt> Perform<TReceipt>(Approval approval, CeremonyAction<TReceipt> action)
        where TReceipt : Receipt
    {
        if (!approval.TrySpend(action))
        {
            throw new BrokenInvariantException($"The step {StepId} wanted to do something that was not approved, or twice: {action.Name}. Nothing was done.");
        }

        JsonLineAnswer answer = await Call(
            new JsonMap { { "perform", action.ToJson() } },
            line => line.Kind == "performed",
            fields => PerformLive(approval, action, fields));
        return action.ReadReceipt(answer.Line.Json["receipt"].AsMap());
    }

    /// <inheritdoc/>
    public Task Keep(string name, byte[] bytes)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Call(
            new JsonMap { { "keep", name }, { "sha256", hash } },
            line => line.Kind == "performed",
            fields =>
            {
                context.Artifacts.Keep(name, bytes);
                return Task.FromResult(context.Recorder.Append("performed", StepId, null, fields().With(new JsonMap
                {
                    { "action", new JsonMap { { "do", "keep-artifact" }, { "name", name } } },
                    { "receipt", new JsonMap { { "sha256", hash }, { "size", bytes.Length } } },
                })));
            });
    }

    /// <inheritdoc/>
    public Task Enter(Person person)
    {
        _entered.Add(person);
        return Call(
            new JsonMap { { "enter", person.ToJson() } },
            line => line.Kind == "entered",
            fields => Task.FromResult(context.Recorder.Append("entered", StepId, context.Recorder.Operator, fields().With(new JsonMap { { "person", person.ToJson() } }))));
    }

    /// <inheritdoc/>
    public Task Attest(Person person, string statement)
    {
        var attested = new JsonMap { { "person", person.Name }, { "statement", statement } };
        return Call(
            new JsonMap { { "attest", statement }, { "person", person.Name } },
            line => line.Kind == "attested",
            fields => Task.FromResult(context.Recorder.Append("attested", StepId, person.Name, fields().With(attested))));
    }

    private async Task<JsonLineAnswer> Call(JsonMap request, Func<JournalLine, bool> answers, Func<Func<JsonMap>, Task<JournalLine>> live)
    {
        long call = ++_call;
        string asks = CanonicalJson.Hash(request);
        if (_recorded.TryGetValue(call, out RecordedCall? known) && known.Asks != asks)
        {
            // The step asks for something else than it did before: what was recorded from here on no longer answers it.
            await ForgetFrom(call);
            known = null;
        }

        if (known?.Lines.LastOrDefault(answers) is { } given)
        {
            return new JsonLineAnswer(given);
        }

        await context.BeforeLiveCall();
        JsonMap Fields() => new() { { "call", call }, { "attempt", _attempt }, { "asks", asks } };
        return new JsonLineAnswer(await live(Fields));
    }

    private async Task ForgetFrom(long call)
    {
        foreach (RecordedCall later in _recorded.Values.Where(each => each.Call >= call).OrderBy(each => each.Call).ToList())
        {
            if (later.Lines.LastOrDefault(line => line.Kind is "intended" or "performed" or "failed") is { Kind: "intended" } dangling)
            {
                await Settle(later, dangling);
            }

            _recorded.Remove(later.Call);
        }

        _attempt++;
    }

    // The step takes another way while it is not known whether something was done: that is found out first, and stands in the record.
    private async Task Settle(RecordedCall call, JournalLine dangling)
    {
        JsonMap Fields() => new() { { "call", call.Call }, { "attempt", call.Attempt }, { "asks", call.Asks } };
        if (await context.Performer.Inspect(CeremonyAction.FromJson(dangling.Json["action"].AsMap())) is { } found)
        {
            Performed(dangling, found, Fields().With(new JsonMap { { "inspected", true } }));
        }
        else
        {
            context.Recorder.Append("failed", StepId, null, Fields().With(new JsonMap { { "intended", dangling.Seq }, { "code", "interrupted" }, { "reason", "The program was interrupted, and it is not to be seen that this was done." } }));
        }
    }

    private async Task<Core.Desk.Answers> AskLive(Screen screen, Form form)
    {
        string? trouble = null;
        while (true)
        {
            if (await context.Talk.Ask(StepId, screen, new FormPrompt(form, trouble)) is not FormFilled filled)
            {
                throw new BrokenInvariantException("The room answered something else than the form.");
            }

            trouble = form.Fields.Select(field => field.Refuse(filled.Answers.Values.GetValueOrDefault(field.Name) ?? "")).FirstOrDefault(refusal => refusal is not null);
            if (trouble is null)
            {
                return filled.Answers;
            }
        }
    }

    private async Task<JournalLine> PerformLive(Approval approval, CeremonyAction action, Func<JsonMap> fields)
    {
        JournalLine? begun = _recorded.GetValueOrDefault(_call)?.Lines.LastOrDefault(line => line.Kind == "intended");
        if (begun is not null && action.Repeatability == Repeatability.Once)
        {
            if (await context.Performer.Inspect(action) is { } found)
            {
                return Performed(begun, found, fields().With(new JsonMap { { "inspected", true } }));
            }
        }

        // PINs are asked for before the intention is written, so that nothing dangles while people look for a PIN.
        using ReadyPins pins = await context.Pins.Gather(action);
        begun ??= context.Recorder.Append("intended", StepId, null, fields().With(new JsonMap { { "action", action.ToJson() }, { "approved", approval.Line } }));
        try
        {
            return Performed(begun, await context.Performer.Perform(action, pins), fields());
        }
        catch (DeviceFault fault) when (!context.Recorder.IsBroken)
        {
            context.Recorder.Append("failed", StepId, null, fields().With(new JsonMap { { "intended", begun.Seq }, { "code", fault.Code }, { "reason", fault.Message } }));
            throw;
        }
    }

    private JournalLine Performed(JournalLine begun, Receipt receipt, JsonMap fields) =>
        context.Recorder.Append("performed", StepId, null, fields.With(new JsonMap { { "intended", begun.Seq }, { "receipt", receipt.ToJson() } }));

    private readonly record struct JsonLineAnswer(JournalLine Line);
}
