using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A room in which everybody does what is asked, unless a test answers instead.</summary>
internal sealed class ObligingRoom : IRoom
{
    private readonly Queue<RoomReply> _interruptions = new();

    /// <summary>Answers in place of the obliging people; null leaves the answer to them.</summary>
    public Func<Screen, Prompt, RoomReply?> Instead { get; set; } = (_, _) => null;

    /// <summary>How long people look at a screen before they answer; null for not at all.</summary>
    public Func<Screen, Task?> Thinks { get; set; } = _ => null;

    /// <summary>The PINs that holders read back last, by the question's key.</summary>
    public Dictionary<string, string> ReadBack { get; } = [];

    /// <summary>Every prompt, and whom a PIN was asked of.</summary>
    public List<(Screen Screen, Prompt Prompt, RoomReply Reply)> Asked { get; } = [];

    public List<Screen> Screens { get; } = [];

    public RoomState State { get; private set; } = RoomState.Empty;

    public void Interrupt(RoomEvent happened) => _interruptions.Enqueue(new Interrupted(happened));

    public void Update(RoomState state) => State = state;

    public Task<RoomReply> Ask(Screen screen, Prompt prompt)
    {
        Screens.Add(screen);
        Assert.True(Screens.Count < 2000, "the room is asked without an end");
        RoomReply reply = _interruptions.TryDequeue(out RoomReply? event_) ? event_ : Instead(screen, prompt) ?? Oblige(prompt);
        Asked.Add((screen, prompt, reply));
        if (prompt is ShowSecretPrompt shown && reply is SecretReadBack)
        {
            ReadBack[shown.Key] = shown.Secret.Reveal(bytes => System.Text.Encoding.UTF8.GetString(bytes));
        }

        return Thinks(screen) is { } thinking ? thinking.ContinueWith(_ => reply, TaskScheduler.Default) : Task.FromResult(reply);
    }

    public IDisposable BeginWork(string what, TimeSpan? usually) => new Work();

    public void Dispose()
    {
    }

    private static RoomReply Oblige(Prompt prompt) => prompt switch
    {
        GoOnPrompt => new WentOn(),
        FormPrompt form => new FormFilled(new Core.Desk.Answers(form.Form.Fields.ToDictionary(field => field.Name, field => field.AsShown ?? (field.Choices.Count > 0 ? field.Choices[0] : $"Name of {field.Name}")))),
        ChoicePrompt choice => new Chose(choice.Choices[^1].Key),
        PinPrompt pin => new PinTyped(Secret.FromText(pin.Hint ?? "000000")),
        ConfirmPrompt { StepNumber: { } number } => new StepNumberTyped(number),
        ConfirmPrompt confirm => Confirm(confirm),
        ShowSecretPrompt show => new SecretReadBack(show.Secret.Copy(), 1, 1000),
        _ => throw new InvalidOperationException(),
    };

    private static OfficerPinTyped Confirm(ConfirmPrompt confirm)
    {
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
