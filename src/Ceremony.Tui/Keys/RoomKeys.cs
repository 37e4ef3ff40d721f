using Ceremony.Core.Room;

namespace Ceremony.Tui.Keys;

/// <summary>The keys that work at every question except a secret: help, note, exception, people, tokens, registry, break, menu, locking the tokens.</summary>
internal static class RoomKeys
{
    /// <summary>What a key led to, or null where it is not one of the room's keys.</summary>
    public static Turn? Press(Scene scene, KeyPress key, long now)
    {
        if (key.Name == KeyName.F1)
        {
            return Over(scene, new TextOverlay("Help", HelpText.Of(scene)), now);
        }

        if (key.Name is < KeyName.F2 or > KeyName.F11 or KeyName.F7 or KeyName.F8)
        {
            return null;
        }

        return scene.Prompt switch
        {
            null => new Turn(scene.Ui with { Hint = Hints.NotNow }),
            ShowSecretPrompt => new Turn(scene.Ui with { Hint = Hints.SecretFirst }),
            _ when !KeyHelp.HasBegun(scene) => key.Name == KeyName.F10
                ? Over(scene, Early(), now)
                : new Turn(scene.Ui with { Hint = Hints.NotBegun }),
            _ => Open(scene, key.Name, now),
        };
    }

    /// <summary>What an entry of the menu leads to, by its key.</summary>
    public static Turn Choose(Scene scene, string entry, long now) => entry switch
    {
        "note" => Open(scene, KeyName.F2, now),
        "exception" => Open(scene, KeyName.F3, now),
        "people" => Open(scene, KeyName.F4, now),
        "tokens" => Open(scene, KeyName.F5, now),
        "registry" => Open(scene, KeyName.F6, now),
        "break" => Open(scene, KeyName.F9, now),
        "lock" => Open(scene, KeyName.F11, now),
        "correct" => new Turn(scene.Ui with { Overlay = null }, new Interrupted(new CorrectionWanted())),
        "earlier" => new Turn(scene.Ui with { Overlay = null }, new Interrupted(new CorrectionWanted(Earlier: true))),
        "leave" => new Turn(scene.Ui with { Overlay = null }, new Interrupted(new LeaveWanted())),
        "abort" => Over(scene, RoomForms.Abort(), now),
        "enters" => Over(scene, RoomForms.Entering(), now),
        _ when RoomForms.Moved(entry, scene.Room) is { } moved => new Turn(scene.Ui with { Overlay = null }, moved),
        _ => new Turn(scene.Ui with { Overlay = null }),
    };

    /// <summary>Lays something over the screen; the typed part of a PIN is given up and a shown secret is hidden.</summary>
    public static Turn Over(Scene scene, Overlay overlay, long now)
    {
        PromptUi prompt = scene.Ui.Prompt;
        if (prompt is SecretUi secret)
        {
            prompt = secret.Hidden(now);
        }
        else
        {
            prompt.Wipe();
        }

        return new Turn(scene.Ui with { Overlay = overlay, Prompt = prompt });
    }

    private static Turn Open(Scene scene, KeyName key, long now) => key switch
    {
        KeyName.F2 => Over(scene, RoomForms.Note(), now),
        KeyName.F3 => Over(scene, RoomForms.Exception(), now),
        KeyName.F4 => Over(scene, RoomForms.People(scene.Room), now),
        KeyName.F5 => new Turn(scene.Ui with { Overlay = null }, new Interrupted(new TokensWanted())),
        KeyName.F6 => new Turn(scene.Ui with { Overlay = null }, new Interrupted(new RegistryWanted())),
        KeyName.F9 => Over(scene, RoomForms.Break(), now),
        KeyName.F11 => IsAnyUnlocked(scene) ? Lock(scene) : new Turn(scene.Ui with { Hint = Hints.NothingUnlocked }),
        _ => Over(scene, Menu(scene), now),
    };

    private static bool IsAnyUnlocked(Scene scene) => scene.Room.Unlocked.Count > 0;

    // A PIN of which a part is typed is given up with the rest.
    private static Turn Lock(Scene scene)
    {
        scene.Ui.Prompt.Wipe();
        return new Turn(scene.Ui with { Overlay = null }, new Interrupted(new LockWanted()));
    }

    private static MenuOverlay Early()
    {
        IReadOnlyList<Choice> choices = [new("leave", "Leave the program; nothing has been recorded yet"), new("back", "Back to the ceremony")];
        return new MenuOverlay("Menu", choices, new ChoiceUi(choices.Count - 1));
    }

    private static MenuOverlay Menu(Scene scene)
    {
        IReadOnlyList<Choice> choices =
        [
            new("note", "F2  Take a note"),
            new("exception", "F3  Record an exception"),
            new("people", "F4  Somebody enters or leaves"),
            new("tokens", "F5  Look at the tokens"),
            new("registry", "F6  Look at the registry"),
            new("break", "F9  Begin a break"),
            .. IsAnyUnlocked(scene) ? [new Choice("lock", "F11 Lock the tokens that stay unlocked")] : Array.Empty<Choice>(),
            new("correct", "Correct the last answer, or see the last screen again"),
            new("earlier", "Correct an earlier answer"),
            new("leave", "Leave now; \"ceremony resume\" continues another time"),
            new("abort", "Abort the ceremony for good"),
            new("back", "Back to the ceremony"),
        ];
        return new MenuOverlay("Menu", choices, new ChoiceUi(choices.Count - 1));
    }
}
