using System.Text;

namespace Ceremony.Tui.Keys;

/// <summary>The keys that the room understands.</summary>
internal enum KeyName
{
    /// <summary>A character; see <see cref="KeyPress.Rune"/>.</summary>
    Character,
    Enter,
    Escape,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Backspace,
    Delete,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,

    /// <summary>Ctrl+U, which empties a field.</summary>
    ClearField,

    /// <summary>Ctrl+C, Ctrl+Z, Ctrl+D, Ctrl+\: the keys that stop other programs.</summary>
    Stop,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>One key as it was pressed.</summary>
internal readonly record struct KeyPress(KeyName Name, Rune Rune = default)
{
    /// <summary>A character.</summary>
    public static KeyPress Of(char character) => new(KeyName.Character, new Rune(character));
}
