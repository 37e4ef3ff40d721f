using Ceremony.Core.Desk;

namespace Ceremony.Core.Tests.Desk;

public sealed class PatternsTests
{
    [Theory]
    [InlineData("[a-z]+", true)]
    [InlineData("a)(b", false)]
    [InlineData("(?=a)a", false)]
    [InlineData(@"(a)\1", false)]
    [InlineData(@"aa{0,64}(?:\.?.+?7{0,64}|(x.+?7{2}|y)){0,64}.+?7{2}", false)]
    public void What_can_be_used_can_be_matched(string pattern, bool isUsable)
    {
        Assert.Equal(isUsable, Patterns.IsUsable(pattern));
        if (isUsable)
        {
            Assert.False(Patterns.Matches(pattern, ""));
        }
    }
}
