using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
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

namespace Ceremony.Engine;

/// <summary>
/// The desk at which a step is run before its turn, to find out what it will propose: it looks, but shows nothing, asks nobody, records nothing and does nothing. What only enters something
/// in the registry is taken for done, so that what the step will give is known to those after it.
/// </summary>
/// <param name="context">What the open step works with; its tokens stay logged in as they are.</param>
/// <param name="step">The step that is run.</param>
/// <param name="registry">The registry as it will be at the step's turn.</param>
/// <param name="recorded">What the step was answered already, where it is the open one.</param>
/// <param name="edited">The configurations as they will be at its turn, by the looks at them; what it will change is added.</param>
internal sealed class ForeseeingDesk(StepContext context, PlannedStep step, Registry registry, IReadOnlyList<RecordedCall> recorded, Dictionary<LookAtConfig, ConfigView> edited)
    : PlannedDesk(context, step), IDesk
{
    private readonly Dictionary<long, RecordedCall> _recorded = recorded.ToDictionary(call => call.Call);
    private readonly List<SeenAhead> _seen = [];
    private long _call;

    /// <summary>What it proposes; null before it has.</summary>
    public Proposal? Proposal { get; private set; }

    /// <summary>What was seen of the clock and of chance until then.</summary>
    public IReadOnlyList<SeenAhead> Seen => _seen;

    public Registry Registry { get; } = registry;

    public IReadOnlyList<Person> People => Context.Run.Recorder.People;

    public async Task<T> Look<T>(Look<T> look)
    {
        JsonMap request = look.ToJson();
        if (Answer<Looked>(new JsonMap { { "look", request } }) is { } looked)
        {
            Remember(look, looked.Seen);
            return look.Read(looked.Seen);
        }

        if (look is LookAtConfig config && edited.TryGetValue(config, out ConfigView? changed))
        {
            return look.Read(changed.ToJson());
        }

        if (look is LookAtSoftToken or LookAtConsoleKey || (look is LookAtToken { LoggedIn: true } at && Context.Door.NeedsTransportPin(at.Token)))
        {
            throw new NotForeseenException("its tokens are opened only in its turn");
        }

        JsonMap seen = await Context.Looker.See(look);
        if (look is LookAtClock or LookAtRandom)
        {
            _seen.Add(new SeenAhead(_call, request, seen));
        }

        Remember(look, seen);
        return look.Read(seen);
    }

    public Task Show(Screen screen)
    {
        _call++;
        return Task.CompletedTask;
    }

    public Task<Answers> Ask(Screen screen, Form form) => Answer<Answered>(new JsonMap { { "ask", form.ToJson() }, { "screen", screen.ToJson() } }) is { } answered
        ? Task.FromResult(answered.Answers)
        : throw new NotForeseenException("it asks people something before");

    public Task<Approval?> Approve(Screen screen, params IReadOnlyList<CeremonyAction> actions)
    {
        _call++;
        Proposal proposal = Context.Confirmation.Compose(screen, actions);
        Proposal ??= proposal;
        foreach (EditConfig edit in actions.OfType<EditConfig>())
        {
            Change(edit);
        }

        return proposal.ByOfficers && actions.All(action => action is EnterInRegistry)
            ? Task.FromResult<Approval?>(new Approval(0, actions))
            : throw new ForeseenException();
    }

    public Task<TReceipt> Perform<TReceipt>(Approval approval, CeremonyAction<TReceipt> action, Func<TReceipt, StepResult?> wrong)
        where TReceipt : Receipt
    {
        _call++;
        return new EnteredReceipt() is TReceipt entered ? Task.FromResult(entered) : throw new ForeseenException();
    }

    public Task Keep(string name, byte[] bytes)
    {
        _call++;
        return Task.CompletedTask;
    }

    public Task Enter(Person person) => throw new NotForeseenException("somebody enters the room in it");

    public Task Attest(Person person, string statement) => throw new NotForeseenException("somebody attests something in it");

    private void Remember(Look look, JsonMap seen)
    {
        if (look is LookAtConfig config && seen.Count > 0)
        {
            edited[config] = ConfigView.FromJson(seen);
        }
    }

    // The officers sign what the masked text will be.
    private void Change(EditConfig edit)
    {
        var look = new LookAtConfig(edit.File);
        if (edited.TryGetValue(look, out ConfigView? before))
        {
            ConfigText after = edit.Edits.Aggregate(ConfigText.Of(before.Masked), (text, each) => each.MadeIn(text, ConfigText.Mask)).Masked();
            edited[look] = before with { Masked = after.ToBytes() };
        }
    }

    private T? Answer<T>(JsonMap request)
        where T : Entry =>
        _recorded.TryGetValue(++_call, out RecordedCall? known) && known.Asks == CanonicalJson.Hash(request) ? known.Lines.Entries<T>().LastOrDefault() : null;
}

/// <summary>A step that is run before its turn has said what it will propose, and what comes then is not known.</summary>
internal sealed class ForeseenException : Exception;

/// <summary>What a step will propose cannot be known before its turn; the message says why, as a clause.</summary>
internal sealed class NotForeseenException(string why) : Exception(why);
