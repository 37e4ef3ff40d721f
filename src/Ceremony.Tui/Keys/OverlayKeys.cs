namespace Ceremony.Tui.Keys;

/// <summary>What keys do in an overlay. Esc closes it.</summary>
internal static class OverlayKeys
{
    public static Turn Press(Scene scene, Overlay overlay, Metrics metrics, KeyPress key, long now)
    {
        if (key.Name == KeyName.Escape || (overlay is TextOverlay && key.Name is KeyName.F1 or KeyName.Enter))
        {
            return new Turn(scene.Ui with { Overlay = null });
        }

        return overlay switch
        {
            TextOverlay text when metrics.Scroll(key) is { } first => With(scene, text with { Scroll = first }),
            MenuOverlay menu when key.Name == KeyName.Enter => RoomKeys.Choose(scene, menu.Choices[menu.Ui.Selected].Key, now),
            MenuOverlay menu when ChoiceKeys.Press(menu.Choices, menu.Ui, key) is { } ui => With(scene, menu with { Ui = ui }),
            FormOverlay form => Form(scene, form, key),
            _ => new Turn(scene.Ui),
        };
    }

    private static Turn Form(Scene scene, FormOverlay overlay, KeyPress key)
    {
        if (FormKeys.Press(overlay.Form, overlay.Ui, key) is not { } turn)
        {
            return new Turn(scene.Ui);
        }

        if (turn.Filled is not { } answers)
        {
            return With(scene, overlay with { Ui = turn.Ui });
        }

        return new Turn(scene.Ui with { Overlay = null }, RoomForms.Reply(overlay, answers, scene.Prompt));
    }

    private static Turn With(Scene scene, Overlay overlay) => new(scene.Ui with { Overlay = overlay });
}
