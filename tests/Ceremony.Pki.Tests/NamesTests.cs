using Ceremony.Core.Scripts;

namespace Ceremony.Pki.Tests;

public class NamesTests
{
    [Fact]
    public void The_types_of_a_names_attributes_are_told_in_its_order()
    {
        Assert.Equal(["C", "O", "CN"], Names.Types(TestPki.CaName));
        Assert.Equal(["CN", "1.2.3.4", "O"], Names.Types([0x30, 0x25, 0x31, 0x16, 0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x01, 0x78, 0x30, 0x0A, 0x06, 0x03, 0x2A, 0x03, 0x04, 0x0C, 0x03, 0x79, 0x79, 0x79, 0x31, 0x0B, 0x30, 0x09, 0x06, 0x03, 0x55, 0x04, 0x0A, 0x0C, 0x02, 0x7A, 0x7A]));
        Assert.Throws<PkiException>(() => Names.Types([0x31, 0x00]));
    }

    [Fact]
    public void C_and_serialNumber_are_PrintableString_and_all_others_UTF8String()
    {
        byte[] name = Names.Encode([new("C", "SE"), new("serialNumber", "4711"), new("CN", "Åsa")]);
        Assert.Equal("302B310B3009060355040613025345310D300B0603550405130434373131310D300B06035504030C04C3857361", Convert.ToHexString(name));
    }

    public static TheoryData<string, string> Texts => new()
    {
        { "Officer and system CA", "CN=Officer and system CA" },
        { "a, CN=b", @"CN=a\, CN=b" },
        { "#x", @"CN=\#x" },
        { "a+b;c<d>e\"f", "CN=a\\+b\\;c\\<d\\>e\\\"f" },
        { @"back\slash", @"CN=back\\slash" },
        { "a\u202Eb", @"CN=a\u{202e}b" },
        { "a\u200Bb", @"CN=a\u{200b}b" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_cannot_pretend_to_be_something_else(string value, string text) =>
        Assert.Equal(text, Names.Text(Names.Encode([new("CN", value)])));

    // Others make such names, 30 0E 31 0C 30 0A 06 03 55 04 03 0C 03 and the value.
    [Theory]
    [InlineData(" x ", @"CN=\ x\ ", true)]
    [InlineData("x  ", @"CN=x \ ", true)]
    [InlineData("\tab", "CN=\\u{9}ab", true)]
    [InlineData("a b", "CN=a b", false)]
    public void Blanks_at_the_ends_are_seen_and_found(string value, string text, bool hasBlankEnds)
    {
        byte[] name = [0x30, 0x0E, 0x31, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x03, .. System.Text.Encoding.UTF8.GetBytes(value)];
        Assert.Equal((text, hasBlankEnds), (Names.Text(name), Names.HasBlankEnds(name)));
    }

    [Fact]
    public void Text_keeps_the_order_of_the_encoding() =>
        Assert.Equal("C=SE, O=Example AB, OU=Ops, CN=x", Names.Text(Names.Encode([new("C", "SE"), new("O", "Example AB"), new("OU", "Ops"), new("CN", "x")])));

    [Fact]
    public void A_type_without_a_name_and_a_value_that_is_no_text_are_shown_as_they_are()
    {
        byte[] name = [0x30, 0x0C, 0x31, 0x0A, 0x30, 0x08, 0x06, 0x03, 0x2A, 0x03, 0x04, 0x04, 0x01, 0x07];
        Assert.Equal("1.2.3.4=#040107", Names.Text(name));
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "C", "se", "the country \"se\" is not two capital letters (ISO 3166-1)" },
        { "C", "SWE", "the attribute C of a name is longer than 2 characters (RFC 5280 appendix A.1)" },
        { "CN", "", "the attribute CN of a name is empty" },
        { "CN", new string('x', 65), "the attribute CN of a name is longer than 64 characters (RFC 5280 appendix A.1)" },
        { "O", "Example AB ", "the attribute O of a name begins or ends with a blank" },
        { "O", " Example AB", "the attribute O of a name begins or ends with a blank" },
        { "O", " ", "the attribute O of a name begins or ends with a blank" },
        { "O", "Example AB\u00a0", "the attribute O of a name begins or ends with a blank" },
        { "CN", "a\nb", "the attribute CN of a name contains a control character or is not Unicode" },
        { "CN", "a\uD800", "the attribute CN of a name contains a control character or is not Unicode" },
        { "serialNumber", "4711*", "the attribute serialNumber of a name contains a character that PrintableString does not have (X.680 §41.4)" },
        { "X\u202E", "x", @"the attribute ""X\u{202e}"" is not allowed in a name here" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_its_attribute_cannot_hold_is_refused(string type, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PkiException>(() => Names.Encode([new SubjectAttribute(type, value)])).Message);

    [Theory]
    [InlineData("Officer 1", "OFFICER  1", true)]
    [InlineData("Åsa", "åsa", true)]
    [InlineData("Officer 1", "Officer 2", false)]
    [InlineData("a, O=b", "a", false)]
    public void Names_are_the_same_as_people_take_them(string one, string other, bool same) =>
        Assert.Equal(same, Names.IsSame(Names.Encode([new("C", "SE"), new("CN", one)]), Names.Encode([new("C", "SE"), new("CN", other)])));

    [Fact]
    public void A_name_without_attributes_is_refused() =>
        Assert.Equal("a name needs at least one attribute", Assert.Throws<PkiException>(() => Names.Encode([])).Message);

    [Fact]
    public void A_serial_number_is_positive_and_always_as_long()
    {
        Assert.Equal("40" + new string('0', 30), Convert.ToHexString(SerialNumbers.FromRandom(new byte[16])));
        Assert.Equal("7F" + new string('F', 30), Convert.ToHexString(SerialNumbers.FromRandom([.. Enumerable.Repeat((byte)0xFF, 16)])));
        Assert.Equal("a serial number is made of 16 random bytes, not of 8", Assert.Throws<PkiException>(() => SerialNumbers.FromRandom(new byte[8])).Message);
    }
}
