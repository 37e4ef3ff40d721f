using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tests;

/// <summary>Titles that are too long for the outline.</summary>
public class OutlineTests
{
    [Theory]
    [InlineData("create officer Officer 1", 24, "create officer Officer 1")]
    [InlineData("create officer Officer 2", 19, "create officer O… 2")]
    [InlineData("generate Officer-and-system-CA-key", 19, "generate Officer-a…")]
    [InlineData("one", 2, "o…")]
    public void A_title_that_is_cut_keeps_its_last_word_where_there_is_room(string title, int columns, string expected) =>
        Assert.Equal(expected, Glyphs.CutInside(title, columns));
}
