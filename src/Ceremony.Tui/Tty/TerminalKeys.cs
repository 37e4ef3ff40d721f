using System.Text;
using Ceremony.Tui.Keys;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Ceremony.Tui.Tty;

/// <summary>Translates the keys of Terminal.Gui into the few that the room understands.</summary>
internal static class TerminalKeys
{
    /// <summary>
    /// A sequence that Terminal.Gui does not know: the Linux console sends <c>ESC [ [ A</c> to <c>ESC [ [ E</c> for F1 to F5 (console_codes(4)).
    /// </summary>
    public static KeyPress TranslateUnknown(string sequence) => sequence is ['\e', '[', '[', >= 'A' and <= 'E']
        ? new KeyPress(KeyName.F1 + (sequence[^1] - 'A'))
        : new KeyPress(KeyName.Other);

    /// <summary>The characters of a pasted text, without those that would answer: a line end in it is not somebody pressing Enter.</summary>
    public static IEnumerable<KeyPress> TranslatePasted(string text) =>
        text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Select(rune => new KeyPress(KeyName.Character, rune));

    public static KeyPress Translate(Key key)
    {
        if (key.IsCtrl)
        {
            return new KeyPress(key.NoCtrl.NoShift.KeyCode switch
            {
                KeyCode.C or KeyCode.Z or KeyCode.D or KeyCode.Q or (KeyCode)'\\' => KeyName.Stop,
                KeyCode.U => KeyName.ClearField,
                KeyCode.H => KeyName.Backspace,
                KeyCode.M or KeyCode.J => KeyName.Enter,
                KeyCode.I => KeyName.Tab,
                _ => KeyName.Other,
            });
        }

        if (key.IsAlt)
        {
            return new KeyPress(KeyName.Other);
        }

        KeyName name = key.NoShift.KeyCode switch
        {
            KeyCode.Enter => KeyName.Enter,
            KeyCode.Esc => KeyName.Escape,
            KeyCode.Tab => key.IsShift ? KeyName.BackTab : KeyName.Tab,
            KeyCode.CursorUp => KeyName.Up,
            KeyCode.CursorDown => KeyName.Down,
            KeyCode.CursorLeft => KeyName.Left,
            KeyCode.CursorRight => KeyName.Right,
            KeyCode.PageUp => KeyName.PageUp,
            KeyCode.PageDown => KeyName.PageDown,
            KeyCode.Home => KeyName.Home,
            KeyCode.End => KeyName.End,
            KeyCode.Backspace => KeyName.Backspace,
            KeyCode.Delete => KeyName.Delete,
            >= KeyCode.F1 and <= KeyCode.F12 => KeyName.F1 + (int)(key.NoShift.KeyCode - KeyCode.F1),
            _ => KeyName.Character,
        };
        if (name != KeyName.Character)
        {
            return new KeyPress(name);
        }

        Rune rune = key.AsRune;
        return rune.Value == 0 || Rune.IsControl(rune) ? new KeyPress(KeyName.Other) : new KeyPress(KeyName.Character, rune);
    }
}
