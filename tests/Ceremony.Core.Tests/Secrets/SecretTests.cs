using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Core.Tests.Secrets;

public class SecretTests
{
    [Fact]
    public void It_lends_its_bytes()
    {
        using var secret = Secret.FromText("4711");
        Assert.Equal("4711", secret.Reveal(bytes => Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void It_holds_a_copy_of_its_own()
    {
        byte[] typed = [.. "4711"u8];
        using var secret = new Secret(typed);
        Array.Clear(typed);
        Assert.Equal("4711", secret.Reveal(bytes => Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void It_never_prints_itself()
    {
        using var secret = Secret.FromText("4711");
        Assert.Equal("secret of 4 bytes", $"{secret}");
    }

    [Fact]
    public void After_disposal_it_lends_nothing()
    {
        var secret = Secret.FromText("4711");
        Assert.False(secret.IsWiped);
        secret.Dispose();
        secret.Dispose();
        Assert.True(secret.IsWiped);
        Assert.Throws<ObjectDisposedException>(() => secret.Reveal(lent => lent.Length));
        Assert.Throws<ObjectDisposedException>(secret.Copy);
    }

    [Fact]
    public void A_copy_is_wiped_on_its_own()
    {
        var secret = Secret.FromText("4711");
        using Secret copy = secret.Copy();
        secret.Dispose();
        Assert.Equal("4711", copy.Reveal(bytes => Encoding.UTF8.GetString(bytes)));
    }

    [Theory]
    [InlineData("4711", "4711", true)]
    [InlineData("4711", "4712", false)]
    [InlineData("4711", "47110", false)]
    [InlineData("", "", true)]
    public void Two_are_the_same_by_their_bytes(string one, string other, bool same)
    {
        using var first = Secret.FromText(one);
        using var second = Secret.FromText(other);
        Assert.Equal(same, first.SameAs(second));
    }

    [Fact]
    public void Two_that_were_wiped_are_not_the_same()
    {
        var first = Secret.FromText("4711");
        var second = Secret.FromText("0815");
        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.SameAs(second));
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.SameAs(second));
    }

    [Fact]
    public void Random_digits_are_digits_and_all_of_them_come()
    {
        var seen = new HashSet<char>();
        for (int time = 0; time < 200; time++)
        {
            using var secret = Secret.RandomDigits(6);
            string pin = secret.Reveal(bytes => Encoding.ASCII.GetString(bytes));
            Assert.Equal(6, pin.Length);
            Assert.All(pin, digit => Assert.InRange(digit, '0', '9'));
            seen.UnionWith(pin);
        }

        Assert.Equal(10, seen.Count);
    }
}
