using System.Text;
using Ceremony.Core.Json;

namespace Ceremony.Core.Tests.Json;

public class CanonicalJsonTests
{
    /// <summary>Text that is no JSON of ours, and what is said of it.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "", "it is not JSON in UTF-8" },
        { " ", "it is not JSON in UTF-8" },
        { "{", "it is not JSON in UTF-8" },
        { "[1,]", "it is not JSON in UTF-8" },
        { "{\"a\":1,}", "it is not JSON in UTF-8" },
        { "{a:1}", "it is not JSON in UTF-8" },
        { "'a'", "it is not JSON in UTF-8" },
        { "// no\n1", "it is not JSON in UTF-8" },
        { "01", "it is not JSON in UTF-8" },
        { "+1", "it is not JSON in UTF-8" },
        { "NaN", "it is not JSON in UTF-8" },
        { "\"\t\"", "it is not JSON in UTF-8" },
        { "\"\\x41\"", "it is not JSON in UTF-8" },
        { "\"\\ud800\"", "it is not JSON in UTF-8" },
        { "\ufeff1", "it is not JSON in UTF-8" },
        { "1 2", "it is not JSON in UTF-8" },
        { "{\"a\":1,\"a\":1}", "the member \"a\" stands twice" },
        { "{\"a\":1,\"\\u0061\":2}", "the member \"a\" stands twice" },
        { "1.5", "a number is not a whole number within 2^53 - 1" },
        { "1e2", "a number is not a whole number within 2^53 - 1" },
        { "9007199254740992", "a number is not a whole number within 2^53 - 1" },
        { "-9007199254740992", "a number is not a whole number within 2^53 - 1" },
        { "99999999999999999999", "a number is not a whole number within 2^53 - 1" },
    };

    /// <summary>JSON that says the same as its canonical form, but is not written so.</summary>
    public static TheoryData<string, string> NotCanonical => new()
    {
        { "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}" },
        { "{ \"a\": 1 }", "{\"a\":1}" },
        { "[1, 2]", "[1,2]" },
        { "\"\\u0041\"", "\"A\"" },
        { "\"\\/\"", "\"/\"" },
        { "\"\\u001B\"", "\"\\u001b\"" },
        { "\"\\u000a\"", "\"\\n\"" },
        { "-0", "0" },
        { "1\n", "1" },
    };

    // RFC 8785 §3.2.2.2.
    [Fact]
    public void Strings_are_written_as_the_RFC_shows()
    {
        JsonValue read = Parse("""{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}""");
        Assert.Equal("""{"string":"€$\u000f\nA'B\"\\\\\"/"}""", CanonicalJson.WriteText(read));
    }

    [Fact]
    public void Literals_are_written_as_the_RFC_shows() => Assert.Equal("""{"literals":[null,true,false]}""", Canonical("""{"literals": [null, true, false]}"""));

    // RFC 8785 §3.2.3: by UTF-16 code units, so that the emoji stands before the Hebrew letter.
    [Fact]
    public void Members_are_sorted_as_the_RFC_shows()
    {
        JsonMap map = Parse("""
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """).AsMap();
        string[] order =
        [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh",
        ];
        Assert.Equal(order, map.Select(member => member.Value.AsText()));
        Assert.Equal(order, Parse(CanonicalJson.WriteText(map)).AsMap().Select(member => member.Value.AsText()));
    }

    [Fact]
    public void Control_characters_are_escaped_in_lower_case_and_nothing_else_is()
    {
        string all = string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code));
        Assert.Equal(
            @"""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""",
            CanonicalJson.WriteText(all));
        Assert.Equal("\"\u007f\u00a0\u2028<>&+€😀\"", CanonicalJson.WriteText("\u007f\u00a0\u2028<>&+€😀"));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(-9007199254740991, "-9007199254740991")]
    public void Whole_numbers_are_exact(long number, string text)
    {
        Assert.Equal(text, CanonicalJson.WriteText(number));
        Assert.Equal(number, Parse(text).AsNumber());
    }

    [Fact]
    public void A_number_that_JSON_cannot_keep_is_not_written() =>
        Assert.Equal("a number is not a whole number within 2^53 - 1", Assert.Throws<JsonFormatException>(() => CanonicalJson.Write(9007199254740992)).Message);

    [Fact]
    public void Half_a_surrogate_pair_is_not_written() =>
        Assert.Equal("a text holds half a surrogate pair", Assert.Throws<JsonFormatException>(() => CanonicalJson.Write("\ud800")).Message);

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_JSON_of_ours_is_refused(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<JsonFormatException>(() => Parse(text)).Message);

    [Theory]
    [MemberData(nameof(NotCanonical))]
    public void Another_way_to_write_the_same_is_read_but_is_not_canonical(string text, string canonical)
    {
        Assert.Equal(canonical, Canonical(text));
        JsonFormatException refused = Assert.Throws<JsonFormatException>(() => CanonicalJson.ParseCanonical(Encoding.UTF8.GetBytes(text)));
        Assert.Equal("it is not in canonical form (RFC 8785)", refused.Message);
        Assert.Equal(Parse(text), CanonicalJson.ParseCanonical(Encoding.UTF8.GetBytes(canonical)));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused() =>
        Assert.Equal("it is not JSON in UTF-8", Assert.Throws<JsonFormatException>(() => CanonicalJson.Parse([(byte)'"', 0xC0, 0xAF, (byte)'"'])).Message);

    [Fact]
    public void What_is_nested_too_deep_is_refused()
    {
        Assert.Equal(64, CanonicalJson.WriteText(Parse(Nested(32))).Length);
        Assert.Throws<JsonFormatException>(() => Parse(Nested(65)));
        Assert.Throws<JsonFormatException>(() => Parse(Nested(100_000)));
    }

    [Fact]
    public void The_hash_is_that_of_the_canonical_bytes() =>
        Assert.Equal("43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777", CanonicalJson.Hash(Parse("{ \"b\": 2, \"a\": 1 }")));

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Canonical(string text) => CanonicalJson.WriteText(Parse(text));

    private static JsonValue Parse(string text) => CanonicalJson.Parse(Encoding.UTF8.GetBytes(text));
}
