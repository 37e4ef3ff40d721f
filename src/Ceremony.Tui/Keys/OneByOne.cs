using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>Forms whose fields each say what they are about: value and answer stand together, one at a time, and each is read before it is answered.</summary>
internal static class OneByOne
{
    /// <summary>What the field that is being filled in is about; null where it does not say so.</summary>
    public static IReadOnlyList<Block>? Blocks(Scene scene) => (scene.Prompt, scene.Ui.Prompt) is (FormPrompt prompt, FormUi ui) && prompt.Form.Fields.Count > ui.Field && prompt.Form.Fields[ui.Field].Shown is { Count: > 0 } shown ? shown : null;

    /// <summary>The state after a key went from one field to another: what that one is about has still to be read.</summary>
    public static UiState Turn(UiState before, FormUi after, Form form) =>
        before.Prompt is FormUi ui && ui.Field != after.Field && form.Fields[after.Field].Shown.Count > 0
            ? before with { Prompt = after, Scroll = 0, LastRowShown = false }
            : before with { Prompt = after };
}
