using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// States that an answer in the journal is wrong, and what is right: the room itself lays it before the officers, never a step. Nobody performs it, and no value changes that the ceremony works
/// with; their approval is the statement.
/// </summary>
/// <param name="Line">The number of the line that holds the answer.</param>
/// <param name="Question">The question's name in the form.</param>
/// <param name="Said">What was answered, word for word.</param>
/// <param name="Right">What is right.</param>
/// <param name="Why">Why it was answered otherwise.</param>
public sealed record CorrectAnswer(long Line, string Question, string Said, string Right, string Why) : CeremonyAction<EnteredReceipt>
{
    internal const string ActionName = "correct-answer";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Correct line {Line} of the journal, where \"{Safe(Question)}\" was answered with \"{Safe(Said)}\": right is \"{Safe(Right)}\"; reason: {Safe(Why)}.";

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    internal static CorrectAnswer Read(JsonMap json) => new(json.Number("line"), json.Text("question"), json.Text("said"), json.Text("right"), json.Text("why"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "line", Line }, { "question", Question }, { "said", Said }, { "right", Right }, { "why", Why } };
}
