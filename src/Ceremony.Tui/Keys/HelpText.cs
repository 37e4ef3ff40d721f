using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>What F1 says: the screen's own help, or a sentence made from what is asked; then what the keys do.</summary>
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
        GoOnPrompt => "Read the screen. When everybody has, press Enter; it only goes on to the next screen.",
        FormPrompt => "Fill in the fields. Enter goes to the next one, and from the last one answers. What does not fit is refused with a sentence under the field.",
        ChoicePrompt => "Choose one of the ways with the arrows and take it with Enter. The last one is the safe one.",
        PinPrompt { IsNew: true } pin => $"{pin.Who} thinks up a new PIN and types it twice. Nobody else looks at the keyboard. It is not recorded.",
        PinPrompt pin => $"{pin.Who} types the PIN. Nobody else looks at the keyboard. The PIN is not recorded and is forgotten after its use.",
        ConfirmPrompt { StepNumber: not null } => "All officers have confirmed. Type the number of the step to have it done now, or press F8 if an officer changes the mind.",
        ConfirmPrompt => "Each officer reads the screen to its last row and types their own PIN in their own pane. The PIN signs exactly what stands there. Either may refuse with F8.",
        ShowSecretPrompt secret => $"Only {secret.Holder} looks at the screen. Space shows the secret for about a second, as often as wanted. Note it, type it unseen, press Enter.",
        _ when scene.Work is not null => "The program is at work. Nothing is to be typed until it asks again.",
        _ => "Nothing is to be typed at this moment.",
    };

    private static IEnumerable<Detail> Keys(Scene scene)
    {
        foreach (KeyUse use in KeyHelp.OfPrompt(scene with { Ui = scene.Ui with { Overlay = null } }, isScrolling: !scene.Ui.LastRowShown))
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
            yield return new Detail("F10", "leaves the program; nothing was recorded yet");
            yield break;
        }

        yield return new Detail("F2", "takes a note for the record");
        yield return new Detail("F3", "records an exception: expected, happened, decided, by whom");
        yield return new Detail("F4", "records that somebody enters or leaves");
        yield return new Detail("F5", "lists the tokens and their objects");
        yield return new Detail("F6", "lists keys, CAs, procedures, officers");
        yield return new Detail("F9", "begins a break");
        yield return new Detail("F10", "corrects the last answer, leaves the program, aborts the ceremony");
    }

    private static string Explain(KeyUse use) => use.Key switch
    {
        "Tab" when use.Does == "Other pane" => "goes to the other officer's pane",
        "F6" => "somebody else saw the secret: another one is made",
        "F7" => "shows the hash that the signature commits to, also as a QR code for a device of one's own",
        "F8" => "an officer refuses, with a reason",
        "Space" => "shows the secret for about a second",
        "Left/Right" => "choose in the field; the first letter does too",
        "Up/Down" => "choose in the list; the first letter does too",
        _ => char.ToLowerInvariant(use.Does[0]) + use.Does[1..],
    };
}
