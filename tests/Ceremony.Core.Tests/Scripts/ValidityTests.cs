using System.Text.RegularExpressions;
using Ceremony.Core.Scripts;

namespace Ceremony.Core.Tests.Scripts;

public class ValidityTests
{
    [Theory]
    [InlineData("1 years")]
    [InlineData("99 years")]
    [InlineData("100 years")]
    [InlineData("1 months")]
    [InlineData("999 months")]
    [InlineData("1099 months")]
    [InlineData("1200 months")]
    [InlineData("1 days")]
    [InlineData("9999 days")]
    [InlineData("29999 days")]
    [InlineData("35999 days")]
    [InlineData("36499 days")]
    [InlineData("36500 days")]
    public void At_most_a_century_can_be_read(string text)
    {
        Assert.True(Validity.TryParse(text, out Validity validity));
        Assert.Equal(text, validity.ToString());
        Assert.Matches(new Regex($"^(?:{Validity.Pattern})$"), text);
    }

    [Theory]
    [InlineData("0 years")]
    [InlineData("101 years")]
    [InlineData("9999 years")]
    [InlineData("1201 months")]
    [InlineData("2000 months")]
    [InlineData("36501 days")]
    [InlineData("40000 days")]
    [InlineData("100000 days")]
    [InlineData("99999999999 days")]
    [InlineData("01 years")]
    [InlineData("+1 years")]
    [InlineData("1 year")]
    [InlineData("1  years")]
    [InlineData("years")]
    public void Nothing_else_can(string text)
    {
        Assert.False(Validity.TryParse(text, out _));
        Assert.DoesNotMatch(new Regex($"^(?:{Validity.Pattern})$"), text);
    }

    [Theory]
    [InlineData("100 years", 9899, true)]
    [InlineData("100 years", 9900, false)]
    [InlineData("1200 months", 9899, true)]
    [InlineData("1200 months", 9900, false)]
    [InlineData("36500 days", 9899, true)]
    [InlineData("36500 days", 9901, false)]
    public void What_would_end_beyond_the_calendar_is_known_beforehand(string text, int year, bool fits)
    {
        Assert.True(Validity.TryParse(text, out Validity validity));
        var from = new DateTimeOffset(year, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(fits, validity.FitsFrom(from));
        if (fits)
        {
            Assert.True(validity.LastSecond(from) > from);
        }
    }
}
