using System.Text;
using Ceremony.Core.Configs;

namespace Ceremony.Core.Tests.Configs;

/// <summary>What officers confirm: each change, and what stands around it.</summary>
public class ConfigDiffTests
{
    private static ConfigText Of(params string[] lines) => ConfigText.Of(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    private static string[] Diff(ConfigText before, ConfigText after) => [.. before.DiffTo(after).Select(line => $"{line.Change}{line.Number} {line.Text}")];

    [Fact]
    public void A_value_that_changes_goes_and_comes()
    {
        ConfigText before = Of("# CF", "", "SSL.file=a.p12", "SSL.cert=x", "", "b=1", "c=2", "d=3");
        Assert.Equal(["~1 ", " 2 ", " 3 SSL.file=a.p12", "-4 SSL.cert=x", "+4 SSL.cert=y", " 5 ", " 6 b=1", "~7 "], Diff(before, before.With("SSL.cert", "y")));
    }

    [Fact]
    public void A_line_that_is_added_comes()
    {
        ConfigText before = Of("a=1", "", "SSL.file=a.p12", "", "b=1", "");
        Assert.Equal(["~1 ", " 2 ", " 3 SSL.file=a.p12", "+4 SSL.cert=y", " 5 ", " 6 b=1", "~7 "], Diff(before, before.With("SSL.cert", "y")));
        Assert.Equal(["~1 ", " 5 b=1", " 6 ", "+7 pkcs11.1=/lib"], Diff(before, before.With("pkcs11.1", "/lib")));
    }

    [Fact]
    public void What_was_added_goes_when_the_old_comes_back()
    {
        ConfigText old = Of("a=1", "SSL.file=a.p12", "b=1");
        ConfigText now = old.With("SSL.cert", "y").With("b", "2");
        Assert.Equal([" 1 a=1", " 2 SSL.file=a.p12", "-3 SSL.cert=y", "-4 b=2", "+3 b=1"], Diff(now, old));
    }

    [Fact]
    public void A_PIN_that_changes_is_a_change_and_is_not_seen()
    {
        ConfigText before = Of("SSL.pin=1234");
        Assert.Equal(["-1 SSL.pin=****", "+1 SSL.pin=****"], Diff(before, before.With("SSL.pin", "271828")));
        Assert.Equal(["~1 "], Diff(before, before.With("SSL.pin", "1234")));
    }

    [Fact]
    public void Several_changes_are_told_in_the_order_of_the_file()
    {
        ConfigText before = Of("a=1", "b=2", "c=3", "d=4", "e=5", "f=6", "g=7");
        Assert.Equal(
            ["-1 a=1", "+1 a=9", " 2 b=2", " 3 c=3", "~4 ", " 5 e=5", " 6 f=6", "-7 g=7", "+7 g=9"],
            Diff(before, before.With("g", "9").With("a", "9")));
    }

    [Fact]
    public void Files_that_are_the_same_have_nothing_to_tell()
    {
        Assert.Empty(Diff(Of(), Of()));
        Assert.Equal(["~1 "], Diff(Of("a=1", "b=2"), Of("a=1", "b=2")));
    }

    [Fact]
    public void Lines_are_told_in_the_letters_of_the_file_and_nothing_in_them_does_harm()
    {
        var latin1 = ConfigText.Of(Encoding.Latin1.GetBytes("# Malmö \u001b[31m\na=1\n"));
        Assert.Equal([@" 1 # Malmö \u{1b}[31m", "-2 a=1", "+2 a=Ö"], Diff(latin1, latin1.With("a", "Ö")));
        ConfigText utf8 = Of("# Łódź", "a=1");
        Assert.Equal([" 1 # Łódź", "-2 a=1", "+2 a=Ö"], Diff(utf8, utf8.With("a", "Ö")));
    }

    [Fact]
    public void One_line_in_another_encoding_leaves_the_letters_of_the_others_as_they_are()
    {
        var mixed = ConfigText.Of([.. Encoding.UTF8.GetBytes("# Größe \u202e\na=1\n"), .. Encoding.Latin1.GetBytes("# Malmö\n")]);
        Assert.Equal([@" 1 # Größe \u{202e}", "-2 a=1", "+2 a=Ö", " 3 # Malmö"], Diff(mixed, mixed.With("a", "Ö")));
    }
}
