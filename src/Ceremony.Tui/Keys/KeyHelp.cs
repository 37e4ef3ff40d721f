using Ceremony.Core.Room;

namespace Ceremony.Tui.Keys;

/// <summary>A key and what it does now.</summary>
internal readonly record struct KeyUse(string Key, string Does);

/// <summary>Which keys work now. Only those are listed.</summary>
internal static class KeyHelp
{
    /// <summary>Whether there is already a journal in which notes, people and breaks can be recorded.</summary>
    public static bool HasBegun(Scene scene) => scene.Room.JournalLines > 0;

    /// <summary>The keys of the room.</summary>
    public static IReadOnlyList<KeyUse> OfRoom(Scene scene)
    {
        if (scene.Ui.Overlay is not null)
        {
            return [new("Esc", "Close")];
        }

        return scene.Prompt switch
        {
            null when scene.Work is not null => [new("F1", "Help"), new("F10", "Leave")],
            null or ShowSecretPrompt => [new("F1", "Help")],
            _ when !HasBegun(scene) => [new("F1", "Help"), new("F10", "Leave")],
            _ => [new("F1", "Help"), new("F2", "Note"), new("F3", "Exception"), new("F4", "People"), new("F5", "Tokens"), new("F6", "Registry"), new("F9", "Break"), new("F10", "Menu"), .. Lock(scene)],
        };
    }

    /// <summary>The same, where there is not enough room to name each.</summary>
    public static IReadOnlyList<KeyUse> OfRoomInShort(Scene scene) => OfRoom(scene).Count < 3 ? OfRoom(scene) : [new("F1", "Help"), new("F2-F6,F9", "Room"), new("F10", "Menu"), .. Lock(scene)];

    // A key that would do nothing is not named.
    private static IReadOnlyList<KeyUse> Lock(Scene scene) => scene.Room.Unlocked.Count > 0 ? [new("F11", "Lock")] : [];

    /// <summary>The same, where there is hardly any room: the menu names the others.</summary>
    public static IReadOnlyList<KeyUse> OfRoomInBrief(Scene scene) => OfRoom(scene).Count < 3 ? OfRoom(scene) : [new("F1", "Help"), new("F10", "Menu")];

    /// <summary>The keys of the question.</summary>
    public static IReadOnlyList<KeyUse> OfPrompt(Scene scene, bool isScrolling)
    {
        IReadOnlyList<KeyUse> scroll = isScrolling ? [new(scene.Ui.Overlay is null && scene.Prompt is FormPrompt or ChoicePrompt ? "PgUp/PgDn" : "Up/Down", "Read")] : [];
        return scene.Ui.Overlay switch
        {
            TextOverlay => scroll,
            MenuOverlay => [new("Up/Down", "Choose"), new("Enter", "Select")],
            FormOverlay form => Form(form.Form.Fields.Count, form.Ui, form.Form.Fields[form.Ui.Field].Choices.Count > 0, "Record it"),
            _ => OfBarePrompt(scene, scroll, isScrolling),
        };
    }

    private static IReadOnlyList<KeyUse> OfBarePrompt(Scene scene, IReadOnlyList<KeyUse> scroll, bool isScrolling) => scene.Prompt switch
    {
        GoOnPrompt or FormPrompt or ChoicePrompt when isScrolling && !scene.Ui.LastRowShown => [.. scroll, new("Enter", "Read on")],
        ConfirmPrompt when isScrolling && !scene.Ui.IsAtEnd => [.. Officers, .. Back(scene.Ui), new("Enter", "Next page")],
        GoOnPrompt goOn => [.. scroll, new("Enter", goOn.Label)],
        FormPrompt form when scene.Ui.Prompt is FormUi ui => [.. isScrolling ? [new KeyUse("PgDn", "Read")] : Array.Empty<KeyUse>(), .. Form(form.Form.Fields.Count, ui, form.Form.Fields[ui.Field].Choices.Count > 0, "Answer")],
        ChoicePrompt => [.. scroll, new("Up/Down", "Choose"), new("Enter", "Select")],
        PinPrompt { Offer: not null } => [.. scroll, new("F12", "For this step"), new("Enter", "For the act")],
        PinPrompt pin => [.. scroll, new("Enter", pin.IsNew && scene.Ui.Prompt is PinUi { IsAgain: false } ? "Type it again" : "Unlock")],
        ConfirmPrompt confirm => [.. isScrolling ? [new KeyUse("PgUp", "Read")] : Array.Empty<KeyUse>(), .. Confirm(confirm)],
        ShowSecretPrompt => [new("Space", "Show it"), new("F8", "Refuse: it was seen"), new("Enter", "Typed")],
        _ => scroll,
    };

    private static IReadOnlyList<KeyUse> Form(int fields, FormUi ui, bool isChoice, string submit) =>
    [
        .. isChoice ? [new KeyUse("Left/Right", "Choose")] : Array.Empty<KeyUse>(),
        .. fields > 1 ? [new KeyUse("Tab", "Next field")] : Array.Empty<KeyUse>(),
        new("Enter", ui.Field + 1 < fields ? "Next" : submit),
    ];

    private static IReadOnlyList<KeyUse> Officers { get; } = [new("F7", "QR"), new("F8", "Refuse")];

    private static IReadOnlyList<KeyUse> Back(UiState ui) => ui.Scroll > 0 ? [new("PgUp", "Back")] : [];

    private static IReadOnlyList<KeyUse> Confirm(ConfirmPrompt prompt) => prompt.StepNumber is null
        ? [.. Officers, .. prompt.Panes.Count > 1 ? [new KeyUse("Tab", "Other pane")] : Array.Empty<KeyUse>(), new("Enter", "Sign")]
        : [.. Officers, new("Enter", "Do it")];
}
