using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Tokens;

namespace Ceremony.Tui.Keys;

/// <summary>What keys do at each kind of question. Null means that the key means nothing to it.</summary>
internal static class PromptKeys
{
    private const int ShortestNewPin = 6;
    private const int MillisecondsShown = 1000;

    public static Turn? Press(Scene scene, Metrics metrics, KeyPress key, long now) => (scene.Prompt, scene.Ui.Prompt) switch
    {
        (GoOnPrompt, _) => key.Name == KeyName.Enter ? GoOn(scene, metrics) : null,
        (FormPrompt or ChoicePrompt, _) when key.Name == KeyName.Enter && !scene.Ui.LastRowShown => ReadOn(scene, metrics),
        (FormPrompt prompt, FormUi ui) => Form(scene, prompt, ui, key),
        (ChoicePrompt prompt, ChoiceUi ui) => Choice(scene, Offered.In(prompt), ui, key),
        (PinPrompt { IsNew: true }, PinUi ui) => NewPin(scene, ui, key),
        (PinPrompt prompt, PinUi ui) => Pin(scene, prompt, ui, key),
        (ConfirmPrompt prompt, ConfirmUi ui) => ConfirmKeys.Press(scene, metrics, prompt, ui, key, now),
        (ShowSecretPrompt, SecretUi ui) => Secret(scene, ui, key, now),
        _ => null,
    };

    // Even somebody who keeps pressing Enter sees every row.
    private static Turn GoOn(Scene scene, Metrics metrics) => scene.Ui.LastRowShown ? new Turn(scene.Ui, new WentOn()) : ReadOn(scene, metrics);

    /// <summary>The next rows of a screen that has not been read to its end.</summary>
    public static Turn ReadOn(Scene scene, Metrics metrics) => new(scene.Ui with { Scroll = metrics.Scroll(new KeyPress(KeyName.PageDown)) ?? scene.Ui.Scroll });

    private static Turn? Form(Scene scene, FormPrompt prompt, FormUi ui, KeyPress key)
    {
        if (prompt.Form.Fields.Count == 0)
        {
            return key.Name == KeyName.Enter ? new Turn(scene.Ui, new FormFilled(new Answers(new Dictionary<string, string>()))) : null;
        }

        return FormKeys.Press(prompt.Form, ui, key) is { } turn
            ? new Turn(OneByOne.Turn(scene.Ui, turn.Ui, prompt.Form), turn.Filled is { } answers ? new FormFilled(answers) : null)
            : null;
    }

    private static Turn? Choice(Scene scene, IReadOnlyList<Choice> choices, ChoiceUi ui, KeyPress key) => key.Name == KeyName.Enter
        ? new Turn(scene.Ui, new Chose(choices[ui.Selected].Key))
        : ChoiceKeys.Press(choices, ui, key) is { } next ? new Turn(scene.Ui with { Prompt = next }) : null;

    private static Turn? Pin(Scene scene, PinPrompt prompt, PinUi ui, KeyPress key)
    {
        if (prompt.State == PinState.Locked && key.Name is KeyName.Character or KeyName.Enter or KeyName.F12)
        {
            return new Turn(scene.Ui with { Hint = Hints.TokenLocked });
        }

        if (key.Name == KeyName.Enter || (key.Name == KeyName.F12 && prompt.Offer is not null))
        {
            return ui.Pin.IsEmpty && !prompt.IsAtDevice ? With(scene, ui with { Trouble = "Type the PIN first." }) : new Turn(scene.Ui, new PinTyped(ui.Pin.Take()) { ForStepAlone = key.Name == KeyName.F12 });
        }

        return prompt.IsAtDevice ? key.Name == KeyName.Character ? new Turn(scene.Ui with { Hint = Hints.TypedAtDevice }) : null : Typed(scene, ui, key);
    }

    private static Turn? NewPin(Scene scene, PinUi ui, KeyPress key)
    {
        if (key.Name is KeyName.Tab or KeyName.BackTab or KeyName.Up or KeyName.Down)
        {
            return With(scene, ui with { IsAgain = !ui.IsAgain, Trouble = null });
        }

        if (key.Name != KeyName.Enter)
        {
            return Typed(scene, ui, key);
        }

        if (ui.Pin.Bytes < ShortestNewPin)
        {
            return With(scene, ui with { IsAgain = false, Trouble = $"The PIN is too short: type {ShortestNewPin} to {PinBuffer.LongestNew} bytes." });
        }

        if (!ui.IsAgain)
        {
            return With(scene, ui with { IsAgain = true, Trouble = null });
        }

        if (ui.Pin.SameAs(ui.Again))
        {
            ui.Again.Wipe();
            return new Turn(scene.Ui, new PinTyped(ui.Pin.Take()));
        }

        ui.Wipe();
        return With(scene, ui with { IsAgain = false, Trouble = "The two PINs differ: type both again." });
    }

    private static Turn? Typed(Scene scene, PinUi ui, KeyPress key) => ui.Current.Press(key) ? With(scene, ui with { Trouble = null }) : null;

    private static Turn? Secret(Scene scene, SecretUi ui, KeyPress key, long now)
    {
        switch (key.Name)
        {
            case KeyName.Character when key.Rune.Value == ' ':
                // A key that repeats extends the same showing; it counts again only when the secret was hidden in between.
                return With(scene, ui with { Since = ui.Since ?? now, Until = now + MillisecondsShown, TimesShown = ui.TimesShown + (ui.IsShown ? 0 : 1) });
            case KeyName.F8:
                ui.Typed.Wipe();
                return new Turn(scene.Ui with { Prompt = ui.Hidden(now) }, new SecretSeen(ui.TimesShown, ui.MillisecondsShown(now)));
            case KeyName.Enter when ui.Typed.IsEmpty:
                return new Turn(scene.Ui with { Hint = Hints.SecretUnread });
            case KeyName.Enter:
                return new Turn(scene.Ui with { Prompt = ui.Hidden(now) }, new SecretReadBack(ui.Typed.Take(), ui.TimesShown, ui.MillisecondsShown(now)));
            default:
                return ui.Typed.Press(key) ? With(scene, ui) : null;
        }
    }

    private static Turn With(Scene scene, PromptUi ui) => new(scene.Ui with { Prompt = ui });
}
