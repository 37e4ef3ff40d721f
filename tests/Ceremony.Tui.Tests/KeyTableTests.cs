using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Tests;

/// <summary>One key means one thing wherever it works, and the last row names no key that does nothing.</summary>
public sealed class KeyTableTests
{
    private const string Nothing = "nothing";

    // What a key may come to, on any screen. A reply is named by its type, an overlay by its title; the rest is what moves.
    private static readonly Dictionary<KeyName, string[]> Meanings = new()
    {
        [KeyName.F1] = ["opens Help", "closes"],
        [KeyName.F2] = ["opens A note for the record"],
        [KeyName.F3] = ["opens An exception for the record"],
        [KeyName.F4] = ["opens Who leaves or enters"],
        [KeyName.F5] = ["replies TokensWanted"],
        [KeyName.F6] = ["replies RegistryWanted"],
        [KeyName.F7] = ["opens What your PIN signs"],
        [KeyName.F8] = ["opens An officer refuses", "replies SecretSeen"],
        [KeyName.F9] = ["opens A break"],
        [KeyName.F10] = ["opens Menu"],
        [KeyName.F11] = ["replies LockWanted"],
        [KeyName.F12] = ["replies PinTyped"],
        [KeyName.Escape] = ["closes"],
        [KeyName.Tab] = ["goes elsewhere"],
        [KeyName.BackTab] = ["goes elsewhere"],
        [KeyName.Up] = ["goes elsewhere", "scrolls"],
        [KeyName.Down] = ["goes elsewhere", "scrolls"],
        [KeyName.Left] = ["changes the field"],
        [KeyName.Right] = ["changes the field"],
        [KeyName.Home] = ["changes the field", "scrolls"],
        [KeyName.End] = ["changes the field", "scrolls"],
        [KeyName.PageUp] = ["scrolls"],
        [KeyName.PageDown] = ["scrolls"],
        [KeyName.Backspace] = ["changes the field"],
        [KeyName.Delete] = ["changes the field"],
        [KeyName.ClearField] = ["changes the field"],
        [KeyName.Stop] = [],
        [KeyName.Other] = [],
    };

    private static readonly Dictionary<string, Func<Typist>> Scenes = new()
    {
        ["go on"] = () => new Typist(Samples.Key, new GoOnPrompt()),
        ["long"] = () => new Typist(Samples.Long, new GoOnPrompt()).Press(KeyName.PageDown),
        ["form"] = () => new Typist(Samples.Key, new FormPrompt(Samples.People)).Type("Alba").Press(KeyName.Left),
        ["form's choice"] = () => new Typist(Samples.Key, new FormPrompt(Samples.People)).Press(KeyName.Tab, KeyName.Tab),
        ["ways on"] = () => new Typist(Samples.Key, Samples.Ways).Press(KeyName.Up),
        ["PIN"] = () => new Typist(Samples.Key, Samples.Pin).Type("123"),
        ["PIN for an act"] = () => new Typist(Samples.Scene(Samples.Key, Samples.Pin with { Offer = new LoginOffer("The keys", 10) }) with { Room = Samples.Room with { Unlocked = ["CM-HSM"] } }).Type("123"),
        ["new PIN"] = () => new Typist(Samples.Key, Samples.Pin with { IsNew = true }).Type("123"),
        ["officers"] = () => new Typist(Samples.Revoke, Samples.Confirm with { Panes = [.. Samples.Confirm.Panes.Select(pane => pane with { ConfirmedAt = null, State = PinState.Set })] }).Type("123"),
        ["step's number"] = () => new Typist(Samples.Revoke, Samples.Confirm with { Panes = [.. Samples.Confirm.Panes.Select(pane => pane with { ConfirmedAt = "15:39:48Z" })], StepNumber = "23" }).Type("23").Press(KeyName.Left),
        ["secret"] = () => new Typist(Samples.Key with { Blocks = [] }, Samples.ShownSecret()).Type("12"),
        ["help"] = () => new Typist(Samples.Long, new GoOnPrompt()).Press(KeyName.F1),
        ["menu"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F10, KeyName.Up),
        ["note"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F2).Type("text").Press(KeyName.Left),
        ["people"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F4, KeyName.Up),
        ["refusal"] = () => new Typist(Samples.Revoke, Samples.Confirm).Press(KeyName.F8),
    };

    public static TheoryData<string> Names => [.. Scenes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_means_what_it_means_everywhere(string scene)
    {
        foreach ((KeyName key, string[] meanings) in Meanings)
        {
            string came = Came(scene, key);
            Assert.True(came == Nothing || meanings.Contains(came), $"On the screen \"{scene}\" the key {key} {came}; elsewhere it {string.Join(" or ", meanings)}.");
        }
    }

    [Fact]
    public void Every_key_but_those_that_are_typed_has_a_meaning_and_each_is_met() => Assert.All(
        Meanings,
        each => Assert.All(each.Value, meaning => Assert.True(Scenes.Keys.Any(scene => Came(scene, each.Key) == meaning), $"Nowhere {each.Key} {meaning}.")));

    [Fact]
    public void No_key_is_left_out() => Assert.Equal(Enum.GetValues<KeyName>().Except([KeyName.Character, KeyName.Enter]).Order(), Meanings.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_last_row_names_no_key_that_does_nothing(string scene)
    {
        Typist typist = Scenes[scene]();
        foreach (KeyUse use in KeyHelp.OfRoom(typist.Scene).Concat(KeyHelp.OfPrompt(typist.Scene, typist.IsScrolling)))
        {
            IEnumerable<KeyName> named = use.Key.Split('/').Select(Named).Where(key => key is not null).Select(key => key!.Value);
            Assert.True(!named.Any() || named.Any(key => Came(scene, key) != Nothing), $"On the screen \"{scene}\" {use.Key} ({use.Does}) does nothing.");
        }
    }

    // Enter and Space are tried by the tests of the questions: what they do is the question's own.
    private static KeyName? Named(string key) => key switch
    {
        "Esc" => KeyName.Escape,
        "PgUp" => KeyName.PageUp,
        "PgDn" => KeyName.PageDown,
        _ => Enum.TryParse(key, out KeyName name) && name != KeyName.Enter ? name : null,
    };

    private static string Came(string name, KeyName key)
    {
        Typist typist = Scenes[name]();
        UiState before = typist.Scene.Ui;
        (object at, string typed) = (Place(before), Typed(before));
        typist.Press(key);
        UiState after = typist.Scene.Ui;
        return typist.Reply is { } reply ? $"replies {(reply is Interrupted(var happened) ? happened.GetType().Name : reply.GetType().Name)}"
            : (before.Overlay, after.Overlay) is ({ } closed, var then) && closed.Title != then?.Title ? then is null ? "closes" : $"opens {then.Title}"
            : before.Overlay is null && after.Overlay is { } opened ? $"opens {opened.Title}"
            : !Place(after).Equals(at) ? "goes elsewhere"
            : Typed(after) != typed ? "changes the field"
            : (before.Scroll, (before.Overlay as TextOverlay)?.Scroll) != (after.Scroll, (after.Overlay as TextOverlay)?.Scroll) ? "scrolls"
            : Nothing;
    }

    private static object Place(UiState ui) => (ui.Prompt, ui.Overlay) switch
    {
        (_, FormOverlay form) => form.Ui.Field,
        (_, MenuOverlay menu) => menu.Ui.Selected,
        (FormUi form, _) => form.Field,
        (ChoiceUi choice, _) => choice.Selected,
        (PinUi pin, _) => pin.IsAgain,
        (ConfirmUi confirm, _) => confirm.Pane,
        _ => 0,
    };

    // Secrets by their length alone; a text with the place of the next character.
    private static string Typed(UiState ui) => (ui.Prompt, ui.Overlay) switch
    {
        (_, FormOverlay form) => string.Join('|', form.Ui.Lines),
        (FormUi form, _) => string.Join('|', form.Lines),
        (PinUi pin, _) => $"{pin.Pin.Characters} {pin.Again.Characters}",
        (ConfirmUi confirm, _) => $"{confirm.Pin.Characters} {confirm.Number}",
        (SecretUi secret, _) => $"{secret.Typed.Characters}",
        _ => "",
    };
}
