using System.Text;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Keys;

/// <summary>What keys do in a list of choices.</summary>
internal static class ChoiceKeys
{
    /// <summary>The list after a key, or null where the key means nothing to it. Enter is handled elsewhere.</summary>
    public static ChoiceUi? Press(IReadOnlyList<Choice> choices, ChoiceUi ui, KeyPress key) => key.Name switch
    {
        KeyName.Up or KeyName.BackTab => new ChoiceUi((ui.Selected + choices.Count - 1) % choices.Count),
        KeyName.Down or KeyName.Tab => new ChoiceUi((ui.Selected + 1) % choices.Count),
        KeyName.Character => Jump(choices, ui, key.Rune),
        _ => null,
    };

    private static ChoiceUi Jump(IReadOnlyList<Choice> choices, ChoiceUi ui, Rune rune)
    {
        foreach (int step in Enumerable.Range(1, choices.Count))
        {
            int place = (ui.Selected + step) % choices.Count;
            if (choices[place] is { Key: not Offered.Abort, Label.Length: > 0 } && Rune.ToUpperInvariant(Rune.GetRuneAt(choices[place].Label, 0)) == Rune.ToUpperInvariant(rune))
            {
                return new ChoiceUi(place);
            }
        }

        return ui;
    }
}
