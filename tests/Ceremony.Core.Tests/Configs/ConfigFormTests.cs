using System.Text;
using Ceremony.Core.Configs;

namespace Ceremony.Core.Tests.Configs;

/// <summary>Files in which a setting may be more or less than a line, or which are no text: refused before anything of them is seen.</summary>
public sealed class ConfigFormTests
{
    private const string NotText = "it is not a text file that this program edits; save it as UTF-8";
    private const string Control = "holds a control character, or a carriage return that ends no line; save the file as UTF-8 with plain line ends";
    private const string GoesOn = "ends in a backslash, so that the next may belong to it; put the whole setting on one line";
    private const string Section = "is the head of a section, and this program edits files without sections only; have somebody edit it by hand, on record (operator-action)";
    private const string NamesBackslash = "has a backslash in the name of its setting; write the name without it";
    private const string Indented = "begins with a blank and sets nothing, so that it may belong to the one before; put the whole setting on one line";

    public static TheoryData<string, string> Refused => new()
    {
        { "SSL.pin=9876\\\n5432\n", $"its line 1 {GoesOn}" },
        { "a=1\r\nSSL.pin=9876\\\r\n5432\r\n", $"its line 2 {GoesOn}" },
        { "a=1\nSSL.pin=9876\\", $"its line 2 {GoesOn}" },
        { "a=1\nSSL.pin=9876\\ \n5432\n", $"its line 2 {GoesOn}" },
        { "a=1\\\\\nb=2\n", $"its line 1 {GoesOn}" },
        { "# a comment that goes on \\\nSSL.pin=5432\n", $"its line 1 {GoesOn}" },
        { "SSL.pin=\n  9876\n", $"its line 2 {Indented}" },
        { "a=1\n\t9876\n", $"its line 2 {Indented}" },
        { "a=1\rSSL.pin=9876\r", $"its line 1 {Control}" },
        { "a=1\nb=\u001b[2K\n", $"its line 2 {Control}" },
        { "a=1\vSSL.pin=9876\n", $"its line 1 {Control}" },
        { "SSL\\.pin=9876\n", $"its line 1 {NamesBackslash}" },
        { "SSL.\\u0070in = 9876\n", $"its line 1 {NamesBackslash}" },
        { "SSL.\\u0070in: 9876\n", $"its line 1 {NamesBackslash}" },
        { "a=1\n[SSL]\npin=9876\n", $"its line 2 {Section}" },
        { "  [SSL]\n", $"its line 1 {Section}" },
        { "\ufeffSSL.pin=9876\n", "it begins with a byte order mark, which some take for a part of the first line; save it as UTF-8 without one" },
        { "SSL.pin=9\0876\n", NotText },
    };

    public static TheoryData<string> Taken => new(
        "",
        "a=1",
        "a=1\r",
        "# cm\r\nSSL.pin = 9876\r\n\r\n! so\r\n; so\r\n/ so\r\n",
        "  SSL.pin\t=\t9876  \n",
        "SSL.pin: 9876\n",
        "SSL.pin 9876\n",
        "name.only\n",
        "path=C:\\dir\\file\n",
        "path C:\\dir\\file\n",
        "# see C:\\dir\\file [here]\n   \n",
        "\fa=1\n",
        "list=[a]\n");

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_others_could_read_otherwise_is_refused_with_the_line(string file, string why) =>
        Assert.Equal(why, ConfigForm.Refuse(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [MemberData(nameof(Taken))]
    public void A_setting_on_one_line_is_taken(string file) => Assert.Null(ConfigForm.Refuse(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void What_is_not_one_byte_a_character_is_refused_with_and_without_its_mark(string encoding)
    {
        Encoding wide = Encoding.GetEncoding(encoding);
        byte[] file = wide.GetBytes("# cm\r\nSSL.pin=9876\r\n");
        Assert.Equal(NotText, ConfigForm.Refuse(file));
        Assert.Equal(NotText, ConfigForm.Refuse([.. wide.GetPreamble(), .. file]));
        Assert.Equal(NotText, ConfigForm.Refuse(wide.GetPreamble()));
    }

    [Fact]
    public void Letters_of_ISO_8859_1_are_taken() => Assert.Null(ConfigForm.Refuse(Encoding.Latin1.GetBytes("# Grüße aus Malmö\na=Å\u00a0\u0085\n")));

    [Theory]
    [InlineData("SSL.pin: 9876\n", 1)]
    [InlineData("a=1\n  SSL.pin 9876\n", 2)]
    [InlineData("SSL.pin\n", 1)]
    [InlineData("SSL.pin=9876\n", null)]
    [InlineData("SSL.pin\t = 9876\n", null)]
    [InlineData("#SSL.pin: 9876\nSSL.pin.old: 1\nssl.pin: 2\n", null)]
    public void A_line_that_sets_the_same_in_another_form_is_found(string file, int? line) => Assert.Equal(line, ConfigForm.OtherForm(Encoding.UTF8.GetBytes(file), "SSL.pin"));
}
