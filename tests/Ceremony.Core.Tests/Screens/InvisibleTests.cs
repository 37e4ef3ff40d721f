using System.Globalization;
using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Tests.Screens;

/// <summary>What Unicode calls default-ignorable is refused in names and shown as what it is on screens.</summary>
public class InvisibleTests
{
    [Theory]
    [InlineData(0x00AD, "soft hyphen")]
    [InlineData(0x034F, "combining grapheme joiner")]
    [InlineData(0x061C, "Arabic letter mark")]
    [InlineData(0x115F, "Hangul choseong filler")]
    [InlineData(0x1160, "Hangul jungseong filler")]
    [InlineData(0x17B4, "Khmer inherent vowel")]
    [InlineData(0x17B5, "Khmer inherent vowel")]
    [InlineData(0x180B, "Mongolian free variation selector")]
    [InlineData(0x180E, "Mongolian vowel separator")]
    [InlineData(0x180F, "Mongolian free variation selector")]
    [InlineData(0x200D, "zero width joiner")]
    [InlineData(0x2060, "word joiner")]
    [InlineData(0x2065, "not assigned, and ignorable")]
    [InlineData(0x3164, "Hangul filler")]
    [InlineData(0xFE00, "variation selector")]
    [InlineData(0xFE0F, "variation selector")]
    [InlineData(0xFEFF, "zero width no-break space")]
    [InlineData(0xFFA0, "half-width Hangul filler")]
    [InlineData(0xFFF3, "not assigned, and ignorable")]
    [InlineData(0x1BCA0, "shorthand format control")]
    [InlineData(0x1BCA3, "shorthand format control")]
    [InlineData(0x1D173, "musical symbol")]
    [InlineData(0x1D17A, "musical symbol")]
    [InlineData(0xE0001, "language tag")]
    [InlineData(0xE0041, "tag")]
    [InlineData(0xE0100, "variation selector")]
    [InlineData(0xE01EF, "variation selector")]
    [InlineData(0xE0FFF, "not assigned, and ignorable")]
    public void No_name_holds_one_and_every_screen_shows_it(int value, string what)
    {
        string name = $"Ada{char.ConvertFromUtf32(value)} Vega";
        Assert.True(Invisible.IsDefaultIgnorable(new Rune(value)), what);
        Assert.Equal($"the name \"{name}\" holds a character that nobody can see", PersonName.Problem(name));
        Assert.Equal($"Ada\\u{{{value.ToString("x", CultureInfo.InvariantCulture)}}} Vega", Hostile.Escape(name));
    }

    [Fact]
    public void They_are_as_many_as_Unicode_has() => Assert.Equal(4174, Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Count(value => Invisible.IsDefaultIgnorable(new Rune(value))));

    [Theory]
    [InlineData("Adä Vega")]
    [InlineData("Trần Thị Ấu")]
    [InlineData("김민수")]
    [InlineData("អា")]
    public void A_name_that_is_seen_is_a_name(string name) => Assert.Null(PersonName.Problem(name));
}
