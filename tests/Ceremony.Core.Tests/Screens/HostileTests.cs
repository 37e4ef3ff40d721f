using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using CsCheck;

namespace Ceremony.Core.Tests.Screens;

public class HostileTests
{
    private static readonly string[] Parts = ["\\", "u", "{", "}", "1", "b", "\u001b", "\u202e", "a"];

    private static readonly Gen<string> Tricky = Gen.Int[0, 8].Select(part => Parts[part]).Array[0, 6].Select(parts => string.Concat(parts));

    [Theory]
    [InlineData("", "")]
    [InlineData("Officer and system CA", "Officer and system CA")]
    [InlineData("Åsa Ö, Łódź, Ελλάδα, 東京, 😀", "Åsa Ö, Łódź, Ελλάδα, 東京, 😀")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("\\u{1b}", "\\\\u{1b}")]
    [InlineData("\u001b[31mred", "\\u{1b}[31mred")]
    [InlineData("one\ntwo\r\tthree", "one\\u{a}two\\u{d}\\u{9}three")]
    [InlineData("\u0000\u007f\u009b", "\\u{0}\\u{7f}\\u{9b}")]
    [InlineData("a\u2028b\u2029c", "a\\u{2028}b\\u{2029}c")]
    [InlineData("abc\u202ecba", "abc\\u{202e}cba")]
    [InlineData("a\u2066b\u2069", "a\\u{2066}b\\u{2069}")]
    [InlineData("pay\u200bpal\u200d\ufeff\u00ad", "pay\\u{200b}pal\\u{200d}\\u{feff}\\u{ad}")]
    [InlineData("Z\u0351\u036b", "Z\\u{351}\\u{36b}")]
    [InlineData("\ue000", "\\u{e000}")]
    [InlineData("a\u00a0b\u3000c\u2003d", "a\\u{a0}b\\u{3000}c\\u{2003}d")]
    [InlineData("a\u3164b\u2800c", "a\\u{3164}b\\u{2800}c")]
    [InlineData("\U000e0041", "\\u{e0041}")]
    public void What_hides_or_moves_is_made_visible(string text, string safe) => Assert.Equal(safe, Hostile.Escape(text));

    /// <summary>Vowels and tones that are written as marks are letters to those who read them.</summary>
    [Theory]
    [InlineData("บริษัท ตัวอย่าง จำกัด")]
    [InlineData("ศักดิ์สิทธิ์ น้ำ")]
    [InlineData("अनिल कुमार, अज\u093cीज\u093c, सिंह")]
    [InlineData("محمّد")]
    [InlineData("שׁלום")]
    [InlineData("ভাৰতী কোম্পানি")]
    [InlineData("கம்பெனி, సంస్థ, ਕੰਪਨੀ, ကုမ္ပဏီ, ក្រុមហ៊ុន, ບໍລິສັດ, සමාගම")]
    public void A_mark_on_a_letter_of_its_own_script_is_shown(string text)
    {
        Assert.Equal(text, Hostile.Escape(text));
        Assert.DoesNotContain(Hostile.HideMarks(text), each => char.GetUnicodeCategory(each) == System.Globalization.UnicodeCategory.NonSpacingMark);
    }

    [Theory]
    [InlineData("\u0e34x", "\\u{e34}x")]
    [InlineData("a\u0e34", "a\\u{e34}")]
    [InlineData("ก\u0e34\u0e34", "ก\u0e34\\u{e34}")]
    [InlineData("ก\u0e34\u0e4c\u0e48", "ก\u0e34\u0e4c\\u{e48}")]
    [InlineData("น\u0e4dา", "น\\u{e4d}า")]
    [InlineData("ກ\u0ecdາ", "ກ\\u{ecd}າ")]
    [InlineData("ก\u0941", "ก\\u{941}")]
    [InlineData("न\u093c", "न\\u{93c}")]
    [InlineData("ا\u0653", "ا\\u{653}")]
    [InlineData("ب\u064e\u0651", "ب\u064e\\u{651}")]
    [InlineData("១\u17b4", "១\\u{17b4}")]
    [InlineData("1\u0e31", "1\\u{e31}")]
    [InlineData("е\u0300", "е\\u{300}")]
    [InlineData("क\u20dd", "क\\u{20dd}")]
    public void A_mark_that_hides_or_fakes_is_made_visible(string text, string safe) => Assert.Equal(safe, Hostile.Escape(text));

    [Theory]
    [InlineData("บริษัท \\ अनिल", null)]
    [InlineData("a\u0301b", 0x301)]
    [InlineData("", null)]
    [InlineData("a\u00a0", 0xa0)]
    [InlineData("\U000e0041", 0xe0041)]
    public void The_first_character_that_is_not_shown_as_it_is_is_found(string text, int? hidden) => Assert.Equal(hidden, Hostile.FirstHidden(text)?.Value);

    [Fact]
    public void Editions_before_had_no_mark_shown() => Assert.Equal("บร\\u{e34}ษ\\u{e31}ท \\\\", Hostile.HideMarks(Hostile.Escape("บริษัท \\")));

    [Theory]
    [InlineData("one\ntwo \\u{1b}", "one\ntwo \\u{1b}")]
    [InlineData("\u001b[31mred\r", "\\u{1b}[31mred\\u{d}")]
    public void What_is_escaped_already_stays_and_the_rest_is_made_visible(string text, string safe) => Assert.Equal(safe, Hostile.EscapeRest(text));

    [Theory]
    [InlineData("{\"label\":\"Löwe\u202eMSH\\\\\"}", "{\"label\":\"Löwe\\u202eMSH\\\\\"}")]
    [InlineData("[\"\u007f\u200b\U000e0041\"]", "[\"\\u007f\\u200b\\udb40\\udc41\"]")]
    public void JSON_stays_the_same_JSON_and_nothing_in_it_hides(string json, string safe)
    {
        Assert.Equal(safe, Hostile.EscapeJson(json));
        Assert.Equal(CanonicalJson.Hash(CanonicalJson.Parse(Encoding.UTF8.GetBytes(json))), CanonicalJson.Hash(CanonicalJson.Parse(Encoding.UTF8.GetBytes(safe))));
    }

    // Not in the table: an attribute cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_made_visible() => Assert.Equal(@"\u{fffd}x", Hostile.Escape("\ud800x"));

    [Fact]
    public void Whatever_comes_it_stays_on_one_line_and_moves_nothing() => Gen.String.Sample(
        text => Hostile.Escape(text).All(character => !char.IsControl(character) && character is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e'))),
        iter: 5000);

    [Fact]
    public void Two_texts_never_look_the_same_after_it() => Gen.Select(Tricky, Tricky).Sample(
        (one, other) => one == other || Hostile.Escape(one) != Hostile.Escape(other), iter: 5000);
}
