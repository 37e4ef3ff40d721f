using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Tui.Keys;

/// <summary>What keys do while officers confirm.</summary>
internal static class ConfirmKeys
{
    private const int LongestNumber = 8;

    public static Turn? Press(Scene scene, Metrics metrics, ConfirmPrompt prompt, ConfirmUi ui, KeyPress key, long now)
    {
        switch (key.Name)
        {
            case KeyName.F7:
                return RoomKeys.Over(scene, Fingerprint(prompt), now);
            case KeyName.F8:
                return RoomKeys.Over(scene, RoomForms.Refuse(prompt, ui.Pane), now);
            case KeyName.Enter when !metrics.IsAtEnd:
                return PromptKeys.ReadOn(scene, metrics);
            case KeyName.Character when !metrics.IsAtEnd:
                return new Turn(scene.Ui with { Hint = Hints.ReadFirst });
            default:
                return prompt.StepNumber is null ? Pane(scene, prompt, ui, key) : Number(scene, ui, key);
        }
    }

    // The PIN does not sign the screen itself: what is shown here can be found again in the archive.
    private static TextOverlay Fingerprint(ConfirmPrompt prompt) => new(
        "What your PIN signs",
        [prompt.Signed, new TextBlock("Your PIN signs a text that contains these digits. Keep them on a device of your own, and look for them in the archive.")]);

    private static Turn? Number(Scene scene, ConfirmUi ui, KeyPress key)
    {
        if (key.Name == KeyName.Enter)
        {
            return ui.Number.Text.Trim().Length == 0
                ? new Turn(scene.Ui with { Hint = Hints.NumberFirst })
                : new Turn(scene.Ui with { Prompt = ui with { Number = EditLine.Empty } }, new StepNumberTyped(ui.Number.Text.Trim()));
        }

        return ui.Number.Press(key, LongestNumber) is not { } line
            ? null
            : new Turn(scene.Ui with { Prompt = ui with { Number = line } });
    }

    private static Turn? Pane(Scene scene, ConfirmPrompt prompt, ConfirmUi ui, KeyPress key)
    {
        if (prompt.Panes.Count == 0)
        {
            return null;
        }

        switch (key.Name)
        {
            case KeyName.Tab:
                return Go(scene, prompt, ui, 1);
            case KeyName.BackTab:
                return Go(scene, prompt, ui, prompt.Panes.Count - 1);
            case KeyName.Character or KeyName.Enter when WhyNot(prompt, prompt.Panes[ui.Pane]) is { } why:
                return new Turn(scene.Ui with { Hint = why });
            case KeyName.Character when prompt.Panes[ui.Pane].IsAtDevice:
                return new Turn(scene.Ui with { Hint = Hints.TypedAtDevice });
            case KeyName.Enter when ui.Pin.IsEmpty && !prompt.Panes[ui.Pane].IsAtDevice:
                return new Turn(scene.Ui with { Hint = Hints.PinFirst(prompt.Panes[ui.Pane]) });
            case KeyName.Enter:
                return new Turn(scene.Ui, new OfficerPinTyped(ui.Pane, ui.Pin.Take()));
            default:
                return ui.Pin.Press(key) ? new Turn(scene.Ui) : null;
        }
    }

    private static string? WhyNot(ConfirmPrompt prompt, ConfirmPane pane) => pane switch
    {
        { ConfirmedAt: not null } => Hints.HasConfirmed(prompt, pane),
        { State: PinState.Locked } => Hints.CardLocked(pane),
        _ => null,
    };

    private static Turn Go(Scene scene, ConfirmPrompt prompt, ConfirmUi ui, int step)
    {
        ui.Wipe();
        return new Turn(scene.Ui with { Prompt = ui with { Pane = (ui.Pane + step) % prompt.Panes.Count } });
    }
}
