using System.Text;
using Ceremony.Core.Configs;

namespace Ceremony.Core.Tests.Configs;

public class ConfigTextTests
{
    private const string Library = "/usr/lib/softhsm/libsofthsm2.so";

    private static string After(string file, string name, string value) => Text(Of(file).With(name, value));

    private static ConfigText Of(string file) => ConfigText.Of(Encoding.UTF8.GetBytes(file));

    private static string Text(ConfigText file) => Encoding.UTF8.GetString(file.ToBytes());

    [Theory]
    [InlineData("a=1\nSSL.pin=1\nb=2\n", "a=1\nSSL.pin=9\nb=2\n")]
    [InlineData("SSL.pin = 1\n", "SSL.pin = 9\n")]
    [InlineData("  SSL.pin\t=\t1\n", "  SSL.pin\t=\t9\n")]
    [InlineData("SSL.pin=\n", "SSL.pin=9\n")]
    [InlineData("SSL.pin= \n", "SSL.pin= 9\n")]
    [InlineData("SSL.pin=1\r\nb=2\r\n", "SSL.pin=9\r\nb=2\r\n")]
    [InlineData("b=2\nSSL.pin=1", "b=2\nSSL.pin=9")]
    [InlineData("SSL.pin=1\nSSL.pin=2\n", "SSL.pin=1\nSSL.pin=9\n")]
    public void A_setting_that_is_there_gets_another_value_and_nothing_else_changes(string before, string after) =>
        Assert.Equal(after, After(before, "SSL.pin", "9"));

    // Some readers take them for a part of the value: of a PIN they would make another one.
    [Fact]
    public void Blanks_behind_the_former_value_go_with_it() => Assert.Equal("SSL.pin = 9\n", After("SSL.pin = 1  \n", "SSL.pin", "9"));

    [Theory]
    [InlineData("", "SSL.pin=9\n")]
    [InlineData("a=1\n", "a=1\nSSL.pin=9\n")]
    [InlineData("SSL.file=f\nb=2\n", "SSL.file=f\nSSL.pin=9\nb=2\n")]
    [InlineData("a=1\r\nb=2\r\n", "a=1\r\nb=2\r\nSSL.pin=9\r\n")]
    [InlineData("SSL.file=f\r\nb=2", "SSL.file=f\r\nSSL.pin=9\r\nb=2")]
    [InlineData("a=1\r\nb=2", "a=1\r\nb=2\r\nSSL.pin=9")]
    [InlineData("a=1", "a=1\nSSL.pin=9")]
    [InlineData("a=1\r", "a=1\nSSL.pin=9\r")]
    [InlineData("#SSL.pin=1\n!SSL.pin=2\n;SSL.pin=3\na=1\n", "#SSL.pin=1\n!SSL.pin=2\n;SSL.pin=3\na=1\nSSL.pin=9\n")]
    [InlineData("ssl.pin=1\n", "ssl.pin=1\nSSL.pin=9\n")]
    [InlineData("SSL.pin.old=1\n", "SSL.pin.old=1\nSSL.pin=9\n")]
    public void A_setting_that_is_not_there_is_added_beside_its_like_or_at_the_end(string before, string after) =>
        Assert.Equal(after, After(before, "SSL.pin", "9"));

    [Theory]
    [InlineData("SSL.cert=localhost\n", "localhost")]
    [InlineData(" SSL.cert = CN = localhost, O=Example AB\r\n", "CN = localhost, O=Example AB")]
    [InlineData("SSL.cert=old\nSSL.cert=new\n", "new")]
    [InlineData("SSL.cert=\n", "")]
    [InlineData("SSL.cert=FOÅ\n", "FOÅ")]
    [InlineData("SSL.cert=voilà\n", "voilà")]
    [InlineData("#SSL.cert=localhost\n", null)]
    [InlineData("! SSL.cert=localhost\n; SSL.cert=localhost\n", null)]
    [InlineData("the SSL.cert=localhost\n", null)]
    [InlineData("SSL.cert\n", null)]
    [InlineData("", null)]
    public void A_setting_is_found_as_those_find_it_who_read_the_file(string file, string? value) => Assert.Equal(value, Of(file).Find("SSL.cert"));

    // The second byte of an Å in UTF-8 is a blank of Unicode, if it is taken for ISO 8859-1.
    [Fact]
    public void A_letter_that_ends_in_a_byte_like_a_blank_stays_whole() => Assert.Equal("b=2\nSSL.cert=FOÅ\n", Text(Of("b=1\nSSL.cert=FOÅ\n").With("b", "2")));

    [Fact]
    public void A_value_is_written_in_the_encoding_of_the_file()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes("# Malmö\r\nSSL.cert=a\r\n");
        Assert.Equal("# Malmö\r\nSSL.cert=Ångström\r\n", Encoding.Latin1.GetString(ConfigText.Of(latin1).With("SSL.cert", "Ångström").ToBytes()));
        Assert.Equal("Ångström", ConfigText.Of(latin1).With("SSL.cert", "Ångström").Find("SSL.cert"));
        Assert.Equal("# Malmö\nSSL.cert=Ångström\n", After("# Malmö\nSSL.cert=a\n", "SSL.cert", "Ångström"));
        Assert.Equal("SSL.cert=Ångström\n", After("SSL.cert=a\n", "SSL.cert", "Ångström"));
        Assert.Throws<ArgumentException>(() => ConfigText.Of(latin1).With("SSL.cert", "Łódź"));
    }

    // What officers were shown is the masked form; it must become what the file becomes.
    [Fact]
    public void A_PIN_of_other_letters_does_not_decide_on_the_encoding_of_the_file()
    {
        var file = ConfigText.Of(Encoding.Latin1.GetBytes("SSL.pin=Ö1\na=1\n"));
        Assert.Equal(file.With("a", "Ö").MaskedSha256(), ConfigText.Of(file.Masked().ToBytes()).With("a", "Ö").MaskedSha256());
    }

    [Theory]
    [InlineData("", "v")]
    [InlineData("a=b", "v")]
    [InlineData("a b", "v")]
    [InlineData("a\tb", "v")]
    [InlineData("a:b", "v")]
    [InlineData("#a", "v")]
    [InlineData("!a", "v")]
    [InlineData(";a", "v")]
    [InlineData("/a", "v")]
    [InlineData("å", "v")]
    [InlineData("a\nb", "v")]
    [InlineData("a", "v\nb=2")]
    [InlineData("a", "v\r")]
    [InlineData("a", "v\0")]
    public void What_is_no_setting_on_one_line_is_not_written(string name, string value) => Assert.Throws<ArgumentException>(() => Of("a=1\n").With(name, value));

    [Theory]
    [InlineData("", "pkcs11.1")]
    [InlineData("pkcs11.1=/opt/other.so\n", "pkcs11.2")]
    [InlineData("pkcs11.1=/opt/other.so\npkcs11.3=/opt/third.so\n", "pkcs11.2")]
    [InlineData("pkcs11.0=/opt/other.so\n", "pkcs11.1")]
    [InlineData("pkcs11.1=/opt/other.so\npkcs11.7 = " + Library + "\r\n", "pkcs11.7")]
    [InlineData("#pkcs11.1=" + Library + "\n", "pkcs11.1")]
    [InlineData("pkcs11.1=" + Library + "\npkcs11.1=/opt/other.so\n", "pkcs11.2")]
    [InlineData("pkcs11.n=/opt/other.so\npkcs11.1.log=on\n", "pkcs11.1")]
    [InlineData("pkcs11.1=" + Library + ".old\n", "pkcs11.2")]
    public void A_library_has_the_number_that_lists_it_already_or_the_next_free_one(string file, string name)
    {
        Assert.Equal(name, Of(file).NameFor("pkcs11.<n>", Library));
        Assert.Equal(name, Of(file).NameFor("pkcs11.<N>", Library));
    }

    [Fact]
    public void A_number_may_stand_inside_a_name()
    {
        ConfigText file = Of("kar.common.cryptolib.0.name=/opt/other.so\nkar.common.cryptolib.1.slot=4\n");
        Assert.Equal("kar.common.cryptolib.1.name", file.NameFor("kar.common.cryptolib.<N>.name", Library));
        Assert.Equal("kar.common.cryptolib.0.name", file.NameFor("kar.common.cryptolib.<N>.name", "/opt/other.so"));
        Assert.Equal("SSL.cert", file.NameFor("SSL.cert", Library));
    }

    [Fact]
    public void A_library_that_is_listed_already_is_not_listed_twice()
    {
        const string File = "pkcs11.1 = /opt/other.so\r\npkcs11.2 = " + Library + "\r\n";
        Assert.Equal(File, After(File, Of(File).NameFor("pkcs11.<n>", Library), Library));
    }

    [Theory]
    [InlineData("SSL.pin=271828", "SSL.pin=****")]
    [InlineData("cis.ssl.pin = 271828", "cis.ssl.pin =****")]
    [InlineData("pin.pin=12=34", "pin.pin=****")]
    [InlineData("pin.pin= 1234 \r", "pin.pin=****")]
    [InlineData("kar.common.token.0.pin=1", "kar.common.token.0.pin=****")]
    [InlineData("kar.common.pin.0=1", "kar.common.pin.0=****")]
    [InlineData("SSL.PIN=1", "SSL.PIN=****")]
    [InlineData("db.password=s", "db.password=****")]
    [InlineData("db.keyStorePassword=s", "db.keyStorePassword=****")]
    [InlineData("token.userPin=1", "token.userPin=****")]
    [InlineData("so-pin=1", "so-pin=****")]
    [InlineData("#SSL.pin=271828", "#SSL.pin=****")]
    [InlineData("## SSL.pin = 271828", "## SSL.pin =****")]
    [InlineData("; SSL.pin=271828", "; SSL.pin=****")]
    [InlineData("!SSL.pin=271828", "!SSL.pin=****")]
    [InlineData("//SSL.pin=271828", "//SSL.pin=****")]
    [InlineData("# until May: SSL.pin=271828", "# until May: SSL.pin=****")]
    [InlineData("# old pin=271828", "# old pin=****")]
    [InlineData("# PIN: 271828", "# PIN:****")]
    [InlineData("SSL.pin: 271828", "SSL.pin:****")]
    [InlineData("SSL.pin:27=18", "SSL.pin:****")]
    [InlineData("SSL.pin 271828", "SSL.pin ****")]
    [InlineData("SSL.pin : 271828", "SSL.pin :****")]
    public void A_PIN_is_masked_wherever_it_stands(string line, string masked) => Assert.Equal($"a=1\n{masked}\n", Text(Of($"a=1\n{line}\n").Masked()).Replace("\r", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("pin.file=certs/pin.p12")]
    [InlineData("pin.cert = PIN encryption")]
    [InlineData("pin.tokenlabel=CM-HSM")]
    [InlineData("SSL.nopin=true")]
    [InlineData("SSL.noPin=true")]
    [InlineData("SSL.pin=")]
    [InlineData("SSL.pin=  ")]
    [InlineData("SSL.cert=the.pin of it")]
    [InlineData("SSL.cert=a.pin:b")]
    [InlineData("spin=1")]
    [InlineData("# PIN encryption")]
    [InlineData("# The PIN is asked for.")]
    [InlineData("pin")]
    [InlineData("=1234")]
    public void What_is_no_PIN_is_not_masked(string line) => Assert.Equal(line + "\n", Text(Of(line + "\n").Masked()));

    [Fact]
    public void The_hash_of_a_file_says_nothing_of_its_PINs()
    {
        Assert.Equal(Of("SSL.pin=1234\n").MaskedSha256(), Of("SSL.pin=987654\n").MaskedSha256());
        Assert.Equal(Of("#SSL.pin=1234\n").MaskedSha256(), Of("#SSL.pin=9 \n").MaskedSha256());
        Assert.NotEqual(Of("SSL.cert=a\n").MaskedSha256(), Of("SSL.cert=b\n").MaskedSha256());
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Of("").MaskedSha256());
    }
}
