using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>What F1 says: the screen's own help, or a sentence about the question; then what the keys do.</summary>
internal static class HelpText
{
    public static IReadOnlyList<Block> Of(Scene scene) =>
    [
        new TextBlock(OfScreen(scene) is { } help ? help : Sentence(scene)),
        new FactsBlock([.. Keys(scene)]),
    ];

    // A screen's own help speaks of its question: it says nothing while the program works, and too little once all have confirmed.
    private static string? OfScreen(Scene scene) => scene switch
    {
        { Prompt: null } or { Screen: null or { Help.Length: 0 } } => null,
        { Prompt: ConfirmPrompt { StepNumber: not null } } => $"{Sentence(scene)}\n\n{scene.Screen.Help}",
        _ => scene.Screen.Help,
    };

    private static string Sentence(Scene scene) => scene.Prompt switch
    {
        GoOnPrompt => "Read the screen. When everybody has read it, press Enter. That only goes on to the next screen.",
        FormPrompt => "Fill in the fields. Enter goes to the next field; in the last field it sends the answers. An answer that does not fit is refused, and a sentence under the field says why.",
        ChoicePrompt => "Choose with the arrow keys, then press Enter. The last choice is the safe one.",
        PinPrompt { IsNew: true } pin => $"{pin.Who} thinks of a new PIN and types it twice. Nobody else looks at the keyboard. The PIN is not recorded.",
        PinPrompt { IsAtDevice: true } pin => $"{pin.Who} presses Enter, then types the PIN at the device itself. This program never sees it.",
        PinPrompt pin => $"{pin.Who} types the PIN. Nobody else looks at the keyboard. The PIN is not recorded, and the program forgets it after use.",
        ConfirmPrompt { StepNumber: not null } => "All officers have confirmed. Type the number of the step to have it done now, or press F8 if an officer has a change of mind.",
        ConfirmPrompt { Panes.Count: > 0 } when !scene.Ui.IsAtEnd => "Each officer reads every page. Enter shows the next one; on the last one each types their own PIN. Any officer may refuse with F8.",
        ConfirmPrompt => "Each officer types their own PIN in their own pane, the bright one. The PIN signs exactly what the pages say; PgUp shows them again. Any officer may refuse with F8.",
        ShowSecretPrompt secret => $"Only {secret.Holder} looks at the screen. Space shows the secret for about a second, as often as needed. Write it down, type it without looking at it, then press Enter.",
        _ when scene.Work is not null => "The program is working. Type nothing until it asks again. If it does not come to an end, F10 pressed twice leaves without waiting; nothing that was recorded is lost, and a resume finds out what was done.",
        _ => "There is nothing to type at the moment.",
    };

    private static IEnumerable<Detail> Keys(Scene scene)
    {
        foreach (KeyUse use in KeyHelp.OfPrompt(scene with { Ui = scene.Ui with { Overlay = null } }, isScrolling: !scene.Ui.LastRowShown || (scene.Prompt is ConfirmPrompt && !scene.Ui.IsAtEnd)))
        {
            yield return new Detail(use.Key, Explain(use));
        }

        if (scene.Prompt is not ShowSecretPrompt)
        {
            yield return new Detail("Up Down PgUp PgDn", "scroll a screen that is longer than the terminal");
        }

        if (scene.Prompt is null or ShowSecretPrompt)
        {
            yield break;
        }

        if (!KeyHelp.HasBegun(scene))
        {
            yield return new Detail("F10", "leaves the program; nothing has been recorded yet");
            yield break;
        }

        yield return new Detail("F2", "takes a note for the record");
        yield return new Detail("F3", "records an exception: what was expected, what happened, what was decided and by whom");
        yield return new Detail("F4", "records who leaves, is back or enters");
        yield return new Detail("F5", "lists the tokens and their objects");
        yield return new Detail("F6", "lists keys, CAs, procedures, officers");
        yield return new Detail("F9", "begins a break");
        if (scene.Room.Unlocked.Count > 0)
        {
            yield return new Detail("F11", $"locks what stays unlocked ({string.Join(", ", scene.Room.Unlocked)}): whoever is needed next types the PIN again");
        }

        yield return new Detail("F10", "corrects an answer, leaves the program or aborts the ceremony");
    }

    private static string Explain(KeyUse use) => use.Key switch
    {
        "Tab" when use.Does == "Other pane" => "goes to the next officer's pane",
        "Enter" when use.Does == "Next page" => "shows the next page",
        "PgUp" => "shows the page before",
        "F12" => "unlocks the token for this step alone",
        "Enter" when use.Does == "For the act" => "unlocks the token until the end of the act",
        "F8" when use.Does.StartsWith("Refuse:", StringComparison.Ordinal) => "refuses the secret because somebody else saw it; a new one is made",
        "F7" => "shows the hash that the signature commits to, also as a QR code for a device of your own",
        "F8" => "an officer refuses, with a reason",
        "Space" => "shows the secret for about a second",
        "Left/Right" => "choose in the field; the first letter does too",
        "Up/Down" => "choose in the list; the first letter does too",
        _ => char.ToLowerInvariant(use.Does[0]) + use.Does[1..],
    };
}
