using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;

namespace Ceremony.Foresight;

/// <summary>
/// A room of people who do what they are asked, at once and without a mistake. Where the ceremony does not go on with such people, it throws
/// <see cref="StoppedException"/>: the script is at fault.
/// </summary>
/// <param name="seats">The seats, in the order of the script.</param>
internal sealed class IdealRoom(IReadOnlyList<string> seats) : IRoom, IRespondent
{
    private const string AnyPin = "271828";
    private const int MostPrompts = 50_000;
    private const int MostRepeats = 5;
    private readonly List<(string Seat, string For)> _pins = [];
    private string _last = "";
    private string _step = "";
    private int _repeats;
    private int _prompts;
    private StoppedException? _stopped;

    /// <summary>The PINs that were typed: the seat of who typed one, and what for.</summary>
    public IReadOnlyList<(string Seat, string For)> Pins => _pins;

    /// <summary>What the person in a seat is called.</summary>
    public static string NameOf(string seat) => $"Somebody ({seat})";

    /// <inheritdoc/>
    public void Update(RoomState state)
    {
        _repeats = state.StepId == _step ? _repeats : 0;
        _step = state.StepId;
    }

    /// <inheritdoc/>
    public IDisposable BeginWork(string what, TimeSpan? usually) => new NoWork();

    /// <inheritdoc/>
    public Task<Outcome<TReply>> Ask<TReply>(Screen screen, Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        // The engine faces whatever a room throws, and asks once more: what stopped it first is what counts.
        if (_stopped is not null)
        {
            throw _stopped;
        }

        try
        {
            StopWhereStuck(screen, prompt);
            return Task.FromResult<Outcome<TReply>>(new Replied<TReply>(prompt.PutTo(this)));
        }
        catch (StoppedException stopped)
        {
            _stopped = stopped;
            throw;
        }
    }

    /// <summary>Goes on no more, and throws what stopped it.</summary>
    public void Stop(StoppedException stopped)
    {
        _stopped ??= stopped;
        throw stopped;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    WentOn IRespondent.GoOn(GoOnPrompt prompt) => new();

    FormFilled IRespondent.Fill(FormPrompt prompt) => new(new Answers(prompt.Form.Fields.ToDictionary(field => field.Name, Typed)));

    Chose IRespondent.Choose(ChoicePrompt prompt) => throw new InvalidOperationException("a choice is given only where a ceremony does not go on");

    PinTyped IRespondent.TypePin(PinPrompt prompt)
    {
        // A new one is typed twice.
        string what = prompt.IsNew ? $"new {prompt.What}" : prompt.What;
        Count(prompt.Who, what);
        if (prompt.IsNew)
        {
            Count(prompt.Who, what);
        }

        return new PinTyped(Secret.FromText(AnyPin));
    }

    ConfirmReply IRespondent.Confirm(ConfirmPrompt prompt)
    {
        if (prompt.StepNumber is { } number)
        {
            return new StepNumberTyped(number);
        }

        int pane = prompt.Panes.ToList().FindIndex(each => each.ConfirmedAt is null);
        Count(prompt.Panes[pane].Person, $"to confirm with {prompt.Panes[pane].Token}");
        return new OfficerPinTyped(pane, Secret.FromText(AnyPin));
    }

    SecretReply IRespondent.ReadBack(ShowSecretPrompt prompt)
    {
        Count(prompt.Holder, $"new {prompt.What}");
        return new SecretReadBack(prompt.Secret.Copy(), 1, 1000);
    }

    private static string? TroubleOf(Prompt prompt) => prompt switch
    {
        FormPrompt form => form.Trouble,
        PinPrompt pin => pin.Trouble,
        ConfirmPrompt confirm => confirm.Trouble,
        ShowSecretPrompt secret => secret.Trouble,
        _ => null,
    };

    // Who a PIN is asked of ends in the seat, or is the seat itself before anybody was gathered.
    private void Count(string who, string what) =>
        _pins.Add((seats.FirstOrDefault(seat => who == seat || who.EndsWith($"({seat})", StringComparison.Ordinal)) ?? who, what));

    private string Typed(FormField field)
    {
        if (seats.Contains(field.Name))
        {
            return NameOf(field.Name);
        }

        if ((field.AsShown ?? (field.Choices.Count > 0 ? field.Choices[0] : null)) is { } shown)
        {
            return shown;
        }

        return field.Pattern is null ? "none" : PatternSample.Of(field.Pattern, field.MaxLength, 0) ?? throw new StoppedException(
            $"no answer that fits the pattern {field.Pattern} could be made up for it, so it was not tried, and nothing after it", isUnjudged: true);
    }

    // With such people nothing is asked twice, no way on has to be chosen, and within a step no warning comes again and again.
    private void StopWhereStuck(Screen screen, Prompt prompt)
    {
        string warning = string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text));
        string said = warning.Length > 0 ? warning : $"{screen.Title}.";
        _repeats = prompt is GoOnPrompt && warning.Length > 0 && said == _last ? _repeats + 1 : 0;
        _last = said;
        if (prompt is ChoicePrompt || _repeats >= MostRepeats || ++_prompts > MostPrompts)
        {
            throw new StoppedException(said);
        }

        if (TroubleOf(prompt) is { } trouble)
        {
            throw new StoppedException(trouble);
        }
    }

    private sealed class NoWork : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
