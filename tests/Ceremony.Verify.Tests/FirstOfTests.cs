using Ceremony.Core;
namespace Ceremony.Verify.Tests;

/// <summary>What is judged at a moment of the journal is what stood there by then, however much came later.</summary>
public class FirstOfTests
{
    [Fact]
    public void A_beginning_stays_as_it_is_when_the_list_grows()
    {
        var all = new List<string> { "a", "b", "c" };
        var first = new FirstOf<string>(all, 2);
        all.Add("d");
        Assert.Equal(2, first.Count);
        Assert.Equal(["a", "b"], first);
        Assert.Equal(["a", "b"], new[] { first[0], first[1] });
        Assert.Throws<ArgumentOutOfRangeException>(() => first[2]);
        Assert.Empty(new FirstOf<string>(all, 0));
    }
}
