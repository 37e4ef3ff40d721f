using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>A line of text while it is typed. Never for secrets.</summary>
/// <param name="Text">The text.</param>
/// <param name="Cursor">The UTF-16 code unit before which the next character goes; never within a surrogate pair, nor between a letter and its marks but while they are typed.</param>
internal sealed record EditLine(string Text, int Cursor)
{
    public EditLine(string text)
        : this(text, text.Length)
    {
    }

    public static EditLine Empty { get; } = new("", 0);

    /// <summary>The line after a key, or null where the key means nothing to it.</summary>
    public EditLine? Press(KeyPress key, int maxLength) => key.Name switch
    {
        KeyName.Character => Insert(key.Rune, maxLength),
        KeyName.Backspace => new EditLine(Text[..BeforeLast] + Text[Cursor..], BeforeLast),
        KeyName.Delete => this with { Text = Text[..Cursor] + Text[After..] },
        KeyName.Left => this with { Cursor = Before },
        KeyName.Right => this with { Cursor = After },
        KeyName.Home => this with { Cursor = 0 },
        KeyName.End => this with { Cursor = Text.Length },
        KeyName.ClearField => Empty,
        _ => null,
    };

    // The cursor stands between letters, never between a letter and its marks.
    private int Before => Places().TakeWhile(place => place < Cursor).LastOrDefault();

    private int After => Places().FirstOrDefault(place => place > Cursor, Text.Length);

    // A mark is taken away alone: whoever mistyped one does not have to type the letter again.
    private int BeforeLast => Cursor == 0 ? 0 : Cursor - (char.IsLowSurrogate(Text[Cursor - 1]) && Cursor > 1 ? 2 : 1);

    private IEnumerable<int> Places()
    {
        for (int at = 0; at < Text.Length; at += ShownMarks.Length(Text, at))
        {
            yield return at;
        }
    }

    private EditLine Insert(Rune rune, int maxLength) => Text.Length + rune.Utf16SequenceLength > maxLength || Rune.IsControl(rune)
        ? this
        : new EditLine(Text[..Cursor] + rune.ToString() + Text[Cursor..], Cursor + rune.Utf16SequenceLength);
}
