using System.Text;

namespace Ceremony.Tui.Painting;

/// <summary>One place of the grid.</summary>
/// <param name="Rune">The character; null in the right half of a wide one.</param>
/// <param name="Ink">What the character means.</param>
/// <param name="Marks">The marks on it, none for most.</param>
internal readonly record struct Cell(Rune? Rune, Ink Ink, string Marks = "")
{
    /// <summary>A blank.</summary>
    public static Cell Blank { get; } = new(new Rune(' '), Ink.Plain);
}
