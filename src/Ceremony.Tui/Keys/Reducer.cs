namespace Ceremony.Tui.Keys;

/// <summary>What a key, or the passing of time, changes in what people have done so far. Knows no terminal and no clock.</summary>
internal static class Reducer
{
    /// <summary>What a key led to.</summary>
    /// <param name="scene">What is on the screen.</param>
    /// <param name="metrics">The measures of its last painting.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">The room's clock, in milliseconds.</param>
    public static Turn Press(Scene scene, Metrics metrics, KeyPress key, long now)
    {
        // A screen that cannot be read takes no answer.
        if (metrics.IsTooSmall)
        {
            return new Turn(scene.Ui);
        }

        Scene fresh = scene with { Ui = scene.Ui with { Hint = null } };
        if (key.Name == KeyName.Stop)
        {
            return new Turn(fresh.Ui with { Hint = Hints.Stopped });
        }

        if (fresh.Ui.Overlay is { } overlay)
        {
            return OverlayKeys.Press(fresh, overlay, metrics, key, now);
        }

        return RoomKeys.Press(fresh, key, now) ?? PromptKeys.Press(fresh, metrics, key, now) ?? Scrolled(fresh.Ui, metrics, key);
    }

    /// <summary>What the passing of time changes: a secret that was shown long enough is hidden.</summary>
    public static UiState Tick(UiState ui, long now) =>
        ui.Prompt is SecretUi { IsShown: true } secret && now >= secret.Until ? ui with { Prompt = secret.Hidden(now) } : ui;

    /// <summary>Takes note of what was painted: whether people have seen the last row.</summary>
    public static UiState Painted(UiState ui, Metrics metrics) =>
        ui.Overlay is null && !metrics.IsTooSmall ? ui with { IsAtEnd = metrics.IsAtEnd, LastRowShown = ui.LastRowShown || metrics.IsAtEnd } : ui;

    private static Turn Scrolled(UiState ui, Metrics metrics, KeyPress key) => new(metrics.Scroll(key) is { } first ? ui with { Scroll = first } : ui);
}
