using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Run;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Ceremonies in which a bag's number was mistyped, and corrected.</summary>
internal static class Retyping
{
    public const string Title = "Correct an earlier answer";
    public const string Wrong = "4711";
    public const string Right = "4712";

    // The bag's number is read out in the act after it.
    private static readonly string Script = Run.Scripts.TwoKeys.Replace(
        "      - { id: kit,",
        "      - { id: bag, do: record, ask: Number of the bag }\n      - { id: safe, do: record, ask: Number of the safe }\n  - act: Reading\n    steps:\n      - { id: rules, do: read, text: 'The bag is ${step.bag}.' }\n      - { id: kit,",
        StringComparison.Ordinal);

    /// <summary>One that has the bag's number asked for, and two acts later two keys made.</summary>
    public static Stage Ceremony() => new(Script);

    /// <summary>One in which the bag's number is typed again, and the officers correct that of the safe.</summary>
    public static Stage CorrectedTwice()
    {
        Stage stage = Ceremony();
        bool wanted = false;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            (_, ConfirmPrompt) when stage.Room.State.StepId == "first" && !wanted && (wanted = true) => new Interrupted(new CorrectionWanted(Earlier: true)),
            (Title, FormPrompt form) when wanted => Answer(form, Number(screen, "Number of the safe")),
            ("Have the officers correct an answer", FormPrompt) => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["right"] = Right, ["why"] = "mistyped" })),
            _ => AtRules(stage, screen, prompt, times: 1),
        };
        return stage;
    }

    public static bool IsReading(Screen screen) => screen.Blocks is [TextBlock { Text: var text }] && text.StartsWith("The bag is", StringComparison.Ordinal);

    public static int Corrected(Stage stage) => stage.Room.State.JournalTail.Count(line => line.Kind == "corrected");

    public static RoomReply? AtRules(Stage stage, Screen screen, Prompt prompt, int times) => (screen.Title, prompt) switch
    {
        (Title, FormPrompt form) => Answer(form, Number(screen, "Number of the bag")),
        (_, GoOnPrompt) when IsReading(screen) && Corrected(stage) < times => new Interrupted(new CorrectionWanted(Earlier: true)),
        _ => Typed(prompt, Corrected(stage) < times ? Wrong : Right),
    };

    public static FormFilled? Typed(Prompt prompt, string number) => prompt is FormPrompt { Form.Fields: [{ Name: "record" }] } form ? Answer(form, number) : null;

    public static FormFilled Answer(FormPrompt form, string answer) => new(new Core.Desk.Answers(new Dictionary<string, string> { [form.Form.Fields[0].Name] = answer }));

    public static string Number(Screen screen, string question) => screen.Blocks.OfType<TableBlock>().Single().Rows.First(row => row[2] == question)[0];
}
