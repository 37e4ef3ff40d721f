using Ceremony.Core.Tokens;

namespace Ceremony.Core.Tests.Tokens;

public class TokenWordsTests
{
    [Theory]
    [InlineData("private private public public certificate", "2 private 2 public 1 cert")]
    [InlineData("public certificate data", "? private 1 public 1 cert 1 data")]
    [InlineData("secret public", "1 secret 1 public")]
    [InlineData("", "? private 0 public")]
    public void Objects_are_counted_by_class_and_what_cannot_be_seen_is_not_counted_as_none(string classes, string counts) =>
        Assert.Equal(counts, TokenWords.Counts([.. classes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Object)]));

    private static TokenObject Object(string kind) => new(kind, "", "", "", null, null, []);
}
