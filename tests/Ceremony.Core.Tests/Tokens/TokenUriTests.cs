using System.Globalization;
using Ceremony.Core.Tokens;
using CsCheck;

namespace Ceremony.Core.Tests.Tokens;

public class TokenUriTests
{
    private const string NoUri = "a token is named by a URI such as pkcs11:token=CM-HSM (RFC 7512)";
    private const string NoAttribute = "\" is not an attribute that names a token; use token=, serial=, manufacturer= or model=";
    private const string NotAllowed = "\" is not allowed in a token's URI: name the token by token= or serial=";
    private const string BadValue = "\" is empty, occurs twice or is not percent-encoded UTF-8";
    private const string NoQuery = "nothing may follow a \"?\" in a token's URI: PINs and modules do not belong there";

    /// <summary>What names no token, and what is said of it.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "", NoUri },
        { "CM-HSM", NoUri },
        { "PKCS11:token=a", NoUri },
        { "pkcs11:token=" + new string('a', 512), NoUri },
        { "pkcs11:", "\"" + NoAttribute },
        { "pkcs11:;token=a", "\"" + NoAttribute },
        { "pkcs11:token=a;", "\"" + NoAttribute },
        { "pkcs11:Token=a", "\"Token" + NoAttribute },
        { "pkcs11:object=key", "\"object" + NoAttribute },
        { "pkcs11:token=a;id=%01", "\"id" + NoAttribute },
        { "pkcs11:slot-id=0", "\"slot-id" + NotAllowed },
        { "pkcs11:token=a;slot-id=0", "\"slot-id" + NotAllowed },
        { "pkcs11:token=a;pin-value=1234", "\"pin-value" + NotAllowed },
        { "pkcs11:token=a;pin-source=file:x", "\"pin-source" + NotAllowed },
        { "pkcs11:token=a?pin-value=1234", NoQuery },
        { "pkcs11:token=a;?pin-value=1234", NoQuery },
        { "pkcs11:?module-path=/x.so", NoQuery },
        { "pkcs11:token", "the attribute \"token" + BadValue },
        { "pkcs11:token=", "the attribute \"token" + BadValue },
        { "pkcs11:token=a;token=b", "the attribute \"token" + BadValue },
        { "pkcs11:token=%", "the attribute \"token" + BadValue },
        { "pkcs11:token=%4", "the attribute \"token" + BadValue },
        { "pkcs11:token=%zz", "the attribute \"token" + BadValue },
        { "pkcs11:token=%+1", "the attribute \"token" + BadValue },
        { "pkcs11:token=%ff", "the attribute \"token" + BadValue },
        { "pkcs11:token=%c0%af", "the attribute \"token" + BadValue },
        { "pkcs11:model=SoftHSM", "the URI names neither a label (token=) nor a serial number (serial=)" },
        { "pkcs11:manufacturer=a;model=b", "the URI names neither a label (token=) nor a serial number (serial=)" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_names_no_token_is_refused(string text, string sentence)
    {
        Assert.False(TokenUri.TryParse(text, out _, out string problem));
        Assert.Equal(sentence, problem);
    }

    [Theory]
    [InlineData("pkcs11:token=CM-HSM", "CM-HSM", null)]
    [InlineData("pkcs11:serial=5f1c", null, "5f1c")]
    [InlineData("pkcs11:serial=5f1c;token=CM%20HSM", "CM HSM", "5f1c")]
    [InlineData("pkcs11:token=%C3%85sa%3B%3D%25%3F", "Åsa;=%?", null)]
    [InlineData("pkcs11:token=a=b", "a=b", null)]
    public void What_names_a_token_is_read(string text, string? label, string? serial)
    {
        Assert.True(TokenUri.TryParse(text, out TokenUri uri, out string problem));
        Assert.Equal(("", label, serial), (problem, uri.Label, uri.Serial));
    }

    [Theory]
    [InlineData("pkcs11:token=CM-HSM", true)]
    [InlineData("pkcs11:token=cm-hsm", false)]
    [InlineData("pkcs11:token=CM-HSM;serial=5f1c", true)]
    [InlineData("pkcs11:token=CM-HSM;serial=5f1d", false)]
    [InlineData("pkcs11:serial=5f1c;manufacturer=SoftHSM%20project;model=SoftHSM%20v2", true)]
    [InlineData("pkcs11:serial=5f1c;model=Luna", false)]
    public void All_that_is_given_must_fit(string text, bool fits)
    {
        Assert.True(TokenUri.TryParse(text, out TokenUri uri, out _));
        Assert.Equal(fits, uri.Matches("CM-HSM", "5f1c", "SoftHSM project", "SoftHSM v2"));
    }

    [Fact]
    public void What_is_written_is_read_back_the_same() => Gen.Char['\u0001', '\ud7ff'].Array[1, 12].Select(characters => new string(characters)).Sample(label =>
    {
        bool isRead = TokenUri.TryParse("pkcs11:serial=1;token=" + Uri.EscapeDataString(label), out TokenUri uri, out string problem);
        if (label.Any(each => char.GetUnicodeCategory(each) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
        {
            Assert.False(isRead);
            Assert.Equal("the attribute \"token\" holds control characters, which no token's label or serial number has", problem);
            return;
        }

        Assert.True(isRead, problem);
        Assert.True(TokenUri.TryParse(uri.ToString(), out TokenUri again, out _));
        Assert.Equal(label, again.Label);
    }, iter: 2000);
}
