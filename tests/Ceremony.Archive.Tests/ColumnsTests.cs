namespace Ceremony.Archive.Tests;

public class ColumnsTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("one", 5, "one")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one two", 6, "one|two")]
    [InlineData("one two three four", 9, "one two|three|four")]
    [InlineData("0123456789", 4, "0123|4567|89")]
    [InlineData("ab 0123456789 cd", 4, "ab|0123|4567|89|cd")]
    [InlineData("東京都港区", 4, "東京|都港|区")]
    [InlineData("東京 ab", 7, "東京 ab")]
    [InlineData("😀😀😀", 5, "😀😀|😀")]
    public void Text_is_broken_at_blanks_and_within_words_only_where_it_must(string text, int columns, string lines) =>
        Assert.Equal(lines.Split('|'), Columns.Wrap(text, columns));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("Åö", 2)]
    [InlineData("東京", 4)]
    [InlineData("ｶﾅ", 2)]
    [InlineData("😀", 2)]
    public void Wide_characters_count_twice(string text, int columns) => Assert.Equal(columns, Columns.Width(text));
}
