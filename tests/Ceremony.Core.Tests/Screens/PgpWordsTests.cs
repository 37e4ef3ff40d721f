using Ceremony.Core.Desk;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Tests.Screens;

public class PgpWordsTests
{
    // The example that is printed wherever the list is.
    [Fact]
    public void Each_word_is_found_by_its_beginning_among_those_of_its_place()
    {
        for (int place = 0; place < 2; place++)
        {
            var field = new FormField("word", "Word") { Completions = PgpWords.At(place) };
            Assert.Equal(256, PgpWords.At(place).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(PgpWords.At(place), word => Assert.Equal(word, field.Complete(word.ToUpperInvariant())));
            Assert.All(PgpWords.At(place), word => Assert.Contains(Enumerable.Range(1, word.Length), letters => field.Complete(word[..letters]) == word));
            Assert.Null(field.Complete(""));
        }

        Assert.Null(new FormField("word", "Word").Complete("pay"));
    }

    [Fact]
    public void The_well_known_fingerprint_reads_as_everywhere() => Assert.Equal(
        "topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict bravado chatter revolver Dupont midsummer "
        + "stopwatch whimsical cowbell bottomless",
        string.Join(' ', PgpWords.Of(Convert.FromHexString("E58294F2E9A227486E8B061B31CC528FD7FA3F19"))));

    [Fact]
    public void The_ends_of_both_lists_are_where_they_belong() =>
        Assert.Equal(["aardvark", "adroitness", "Zulu", "Yucatan"], PgpWords.Of([0x00, 0x00, 0xFF, 0xFF]));

    [Fact]
    public void Nothing_is_read_as_nothing() => Assert.Empty(PgpWords.Of([]));

    [Fact]
    public void No_word_stands_for_two_bytes() => Assert.Equal(512, Both().Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Every_word_is_plain_ASCII() => Assert.All(Both(), word => Assert.True(word.Length >= 4 && word.All(char.IsAsciiLetter), word));

    // Taken when both lists agreed with three independent copies of them; a slip of the hand shows here.
    [Fact]
    public void The_lists_are_those_that_were_compared() => Assert.Equal(
        "55c9067321ccd946013bfda1ba480ffa09d3b97e119eddc72ba9598a28ef70d3",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', Both())))));

    private static IEnumerable<string> Both()
    {
        byte[] twice = [.. Enumerable.Range(0, 256).SelectMany(value => new[] { (byte)value, (byte)value })];
        return PgpWords.Of(twice);
    }
}
