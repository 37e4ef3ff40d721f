using System.Text;

namespace Ceremony.Tui.Painting;

/// <summary>One place of the grid.</summary>
/// <param name="Rune">The character; null in the right half of a wide one.</param>
/// <param name="Ink">What the character means.</param>
internal readonly record struct Cell(Rune? Rune, Ink Ink)
{
    /// <summary>A blank.</summary>
    public static Cell Blank { get; } = new(new Rune(' '), Ink.Plain);
}
