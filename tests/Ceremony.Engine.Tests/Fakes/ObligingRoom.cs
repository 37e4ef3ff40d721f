using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A room in which everybody does what is asked, unless a test answers instead.</summary>
internal sealed class ObligingRoom : IRoom, IRespondent
{
    // More than any story has; whoever is asked without an end is asked for longer each time, since what was written is judged again.
    private const int MostScreens = 600;

    /// <summary>The title under which an error of the program itself is shown.</summary>
    public const string ErrorTitle = "The program met an error of its own";

    private readonly Queue<RoomReply> _interruptions = new();

    /// <summary>Answers in place of the obliging people; null leaves the answer to them.</summary>
    public Func<Screen, Prompt, RoomReply?> Instead { get; set; } = (_, _) => null;

    /// <summary>How long people look at a screen before they answer; null for not at all.</summary>
    public Func<Screen, Task?> Thinks { get; set; } = _ => null;

    /// <summary>The PINs that holders read back last, by the question's key.</summary>
    public Dictionary<string, string> ReadBack { get; } = [];

    /// <summary>Every PIN that was typed or shown here: whoever got it wipes it, whatever happens.</summary>
    public List<Secret> Secrets { get; } = [];

    /// <summary>Every prompt, and whom a PIN was asked of.</summary>
    public List<(Screen Screen, Prompt Prompt, RoomReply Reply)> Asked { get; } = [];

    public List<Screen> Screens { get; } = [];

    public RoomState State { get; private set; } = RoomState.Empty;

    /// <summary>What the last error of the program itself was said to be.</summary>
    public string? Error => Screens.LastOrDefault(screen => screen.Title == ErrorTitle)?.Blocks.OfType<WarningBlock>().Single().Text;

    public void Interrupt(RoomEvent happened) => _interruptions.Enqueue(new Interrupted(happened));

    public void Update(RoomState state)
    {
        State = state;
        News.UnionWith(state.News);
        Updated(state);
    }

    /// <summary>Told what the room shows, each time that it changes.</summary>
    public Action<RoomState> Updated { get; set; } = _ => { };

    /// <summary>All that was told beside what was asked.</summary>
    public HashSet<string> News { get; } = [];

    public Task<Outcome<TReply>> Ask<TReply>(Screen screen, Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        if (screen.Title == ErrorTitle && screen.Blocks.OfType<WarningBlock>().Any(block => block.Text.Contains(nameof(StoppedException), StringComparison.Ordinal)))
        {
            // A program that was stopped asks nobody.
            throw new StoppedException();
        }

        Screens.Add(screen);
        Assert.True(Screens.Count < MostScreens, $"the room is asked without an end; the last screen is {screen.Title}");
        RoomReply reply = _interruptions.TryDequeue(out RoomReply? event_) ? event_ : Instead(screen, prompt) ?? prompt.PutTo(this);
        Asked.Add((screen, prompt, reply));
        Secrets.AddRange(new[] { (reply as PinTyped)?.Pin, (reply as OfficerPinTyped)?.Pin, (reply as SecretReadBack)?.Typed, (prompt as ShowSecretPrompt)?.Secret }.OfType<Secret>());
        if (prompt is ShowSecretPrompt shown && reply is SecretReadBack)
        {
            ReadBack[shown.Key] = shown.Secret.Reveal(bytes => System.Text.Encoding.UTF8.GetString(bytes));
        }

        Outcome<TReply> outcome = prompt.By(reply) ?? throw new InvalidOperationException($"{reply} does not answer {prompt}");
        return Thinks(screen) is { } thinking ? thinking.ContinueWith(_ => outcome, TaskScheduler.Default) : Task.FromResult(outcome);
    }

    public IDisposable BeginWork(string what, TimeSpan? usually) => new Work();

    public void Dispose()
    {
    }

    WentOn IRespondent.GoOn(GoOnPrompt prompt) => new();

    FormFilled IRespondent.Fill(FormPrompt prompt) =>
        new(new Core.Desk.Answers(prompt.Form.Fields.ToDictionary(field => field.Name, field => field.AsShown ?? (field.Choices.Count > 0 ? field.Choices[0] : $"Name of {field.Name}"))));

    Chose IRespondent.Choose(ChoicePrompt prompt) => new(prompt.Choices[^1].Key);

    PinTyped IRespondent.TypePin(PinPrompt prompt) => new(Secret.FromText(prompt.Hint ?? "000000"));

    SecretReply IRespondent.ReadBack(ShowSecretPrompt prompt) => new SecretReadBack(prompt.Secret.Copy(), 1, 1000);

    ConfirmReply IRespondent.Confirm(ConfirmPrompt confirm)
    {
        if (confirm.StepNumber is { } number)
        {
            return new StepNumberTyped(number);
        }

        int pane = confirm.Panes.ToList().FindIndex(each => each.ConfirmedAt is null);
        return new OfficerPinTyped(pane, Secret.FromText(confirm.Panes[pane].Hint ?? "000000"));
    }

    private sealed class Work : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
