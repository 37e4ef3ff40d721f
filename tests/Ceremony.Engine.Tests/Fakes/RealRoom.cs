using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Run;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Real ceremonies in which everybody knows their PIN, and an interface that is up is recorded with a reason.</summary>
internal static class RealRoom
{
    /// <summary>A ceremony.</summary>
    /// <param name="script">Its script.</param>
    /// <param name="happens">What happens in the room as a screen is shown.</param>
    public static Stage Of(string script, Action<Stage, Screen, Prompt>? happens = null)
    {
        var stage = new Stage(script) { IsProduction = true };
        stage.Room.Instead = (screen, prompt) =>
        {
            happens?.Invoke(stage, screen, prompt);
            return prompt switch
            {
                PinPrompt pin => new PinTyped(Secret.FromText(stage.Hints.Find(pin.Key) ?? Run.Stage.KitPin)),
                ConfirmPrompt { StepNumber: null } confirm => new OfficerPinTyped(confirm.Panes.ToList().FindIndex(pane => pane.ConfirmedAt is null), Secret.FromText(Run.Stage.KitPin)),
                ChoicePrompt { Key: "air-gap" } choice when choice.Choices.Any(each => each.Key == "open") => new Chose("open"),
                FormPrompt when screen.Title == "Record the air gap as open" => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["reason"] = "the card reader hangs on it" })),
                _ => null,
            };
        };
        return stage;
    }
}
