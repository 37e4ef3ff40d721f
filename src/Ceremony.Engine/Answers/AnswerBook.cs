using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>The file of answers, open at the current step.</summary>
internal sealed class AnswerBook(AnswersFile file)
{
    /// <summary>The general answer to every PIN.</summary>
    public const string Pin = "pin";

    private static readonly ScriptMark Start = new(1, 1);
    private readonly Dictionary<string, HashSet<string>> _asked = new(StringComparer.Ordinal);
    private RoomState _state = RoomState.Empty;

    /// <summary>The open step's answers, or those before the first; null where the file has none.</summary>
    public AnswerSheet? Sheet => StepId.Length == 0 ? file.Parameters : file.Steps.GetValueOrDefault(StepId);

    /// <summary>Where the page begins, for what has no place of its own.</summary>
    public ScriptMark Mark => Sheet?.Mark ?? Start;

    /// <summary>The open step in words.</summary>
    public string Where => StepId.Length == 0 ? "before the first step" : $"in the step {Nearest.Quote(StepId)}";

    /// <summary>The open step; empty before the first.</summary>
    public string StepId => _state.StepId;

    /// <summary>Takes note of what the screen warns of, so that the message about a missing answer can say what it was.</summary>
    public void Shows(Screen screen)
    {
        Warning = string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text));
        IsFault = screen.IsFault;
    }

    /// <summary>What the screen warns of; empty where it warns of nothing.</summary>
    public string Warning { get; private set; } = "";

    /// <summary>Whether the screen tells of a device that failed.</summary>
    public bool IsFault { get; private set; }

    /// <summary>The steps that were open at a question.</summary>
    public IEnumerable<string> Steps => _asked.Keys;

    /// <summary>What was asked in a step; empty for the time before the first.</summary>
    public IEnumerable<string> AskedIn(string step) => _asked.GetValueOrDefault(step) ?? [];

    /// <summary>Turns to the open step.</summary>
    public void Open(RoomState state) => _state = state;

    /// <summary>The seat of a person in the room, such as <c>officer 1</c>, or null.</summary>
    public string? SeatOf(string name) => _state.People.FirstOrDefault(person => person.Name == name)?.Seat;

    /// <summary>The step's answer to the first of these questions, else the general one. Throws where there is neither.</summary>
    public Answer Find(IReadOnlyList<string> here, IReadOnlyList<string> everywhere, string what)
    {
        string question = here.Count > 0 ? here[0] : everywhere[0];
        _asked.TryAdd(StepId, new HashSet<string>(StringComparer.Ordinal));
        _asked[StepId].UnionWith(here);
        return Sheet?.Find(here) ?? file.Everywhere.Find(everywhere)
            ?? throw new ScriptProblemException(Mark, $"{Nearest.Quote(question)} is asked {Where} and has no answer ({what}){Meant(question)}");
    }

    // An answer that nobody has asked for yet and that is called nearly so, or a whole step.
    private string Meant(string question) => (Sheet, Nearest.Find(question, Sheet?.Answers.Select(answer => answer.Key).Where(key => MayMean(key, question)) ?? [])) switch
    {
        (_, { } near) => $"; is it meant by {Nearest.Quote(near)} on line {Sheet!.Find(near)!.Mark.Line}?",
        (null, _) when Nearest.Find(StepId, file.Steps.Keys.Where(step => !_asked.ContainsKey(step))) is { } step => $"; is the step meant by {Nearest.Quote(step)} on line {file.Steps[step].Mark.Line}?",
        _ => "",
    };

    // The answer to another question is not meant: not one that was asked, nor one that differs by its number alone, such as the next officer's.
    private bool MayMean(string key, string question) => !AskedIn(StepId).Contains(key) && WithoutNumbers(key) != WithoutNumbers(question);

    private static string WithoutNumbers(string text) => string.Concat(text.Where(letter => !char.IsDigit(letter)));

    /// <summary>The text for this time; where it is <c>as-shown</c>, what the screen tells.</summary>
    public static string Typed(Answer answer, string? trouble, string? shown)
    {
        string text = answer.Next(trouble);
        return text != Answer.AsShown
            ? text
            : shown ?? throw new ScriptProblemException(answer.Mark, $"{Nearest.Quote(answer.Key)} is answered with as-shown, but the screen shows nothing to type");
    }
}
