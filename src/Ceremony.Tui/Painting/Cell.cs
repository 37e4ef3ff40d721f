using System.Text;

namespace Ceremony.Tui.Painting;

/// <summary>One place of the grid.</summary>
/// <param name="Rune">What stands there; null in the right half of a wide character.</param>
/// <param name="Ink">What it means.</param>
internal readonly record struct Cell(Rune? Rune, Ink Ink)
{
    /// <summary>Nothing.</summary>
    public static Cell Blank { get; } = new(new Rune(' '), Ink.Plain);
}
