using System.Globalization;
using System.Text;

namespace Ceremony.Core.Screens;

/// <summary>Characters that nobody sees: two texts that differ in them alone look the same.</summary>
public static class Invisible
{
    private const int EmptyBraille = 0x2800;

    // The property Default_Ignorable_Code_Point of the Unicode Character Database, DerivedCoreProperties.txt of Unicode 16.0, all of it: some are marks or letters by
    // their category, such as the combining grapheme joiner, the variation selectors and the Hangul fillers.
    private static readonly (int First, int Last)[] DefaultIgnorable =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E),
        (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>Whether nobody sees it, or a terminal does not show it as it is: ignorable, a control or format character, a private or unassigned one, a separator of lines.</summary>
    public static bool Is(Rune rune) => rune.Value == EmptyBraille || IsDefaultIgnorable(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;

    /// <summary>Whether Unicode says that it is not shown where a font has no glyph for it.</summary>
    public static bool IsDefaultIgnorable(Rune rune) => rune.Value >= DefaultIgnorable[0].First && Array.Exists(DefaultIgnorable, range => rune.Value >= range.First && rune.Value <= range.Last);
}
