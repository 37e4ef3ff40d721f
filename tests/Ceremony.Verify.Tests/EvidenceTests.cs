using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What checks ask of the record: which edition it is, what stands between two lines, who is in the room.</summary>
public class EvidenceTests
{
    [Theory]
    [InlineData(1L, 1L)]
    [InlineData(2L, 2L)]
    [InlineData(0L, null)]
    [InlineData(-1L, null)]
    public void An_edition_is_a_number_from_one_on(long named, long? read) => Assert.Equal(read, new Unchained().Add("opened", null, ("edition", named)).Evidence().Edition);

    [Fact]
    public void No_edition_is_the_first_and_no_number_is_none()
    {
        Assert.Equal(1, new Unchained().Add("opened").Evidence().Edition);
        Assert.Null(new Unchained().Add("opened", null, ("edition", "3")).Evidence().Edition);
        Assert.Null(new Unchained().Add("note").Evidence().Edition);
    }

    [Fact]
    public void Between_two_lines_is_neither_of_them()
    {
        Evidence evidence = new Unchained().Add("note").Add("note").Add("shown").Add("note").Add("note").Evidence();
        Assert.Equal([2, 4], evidence.Between(evidence.At(1), evidence.At(5), "note").Select(line => line.Seq));
        Assert.Equal([4], evidence.Between(evidence.At(3), evidence.At(5), "note").Select(line => line.Seq));
        Assert.Empty(evidence.Between(evidence.At(4), evidence.At(5), "note"));
        Assert.Empty(evidence.Between(evidence.At(1), evidence.At(5), "clock"));
    }

    [Fact]
    public void An_earlier_line_is_another_one_of_that_kind()
    {
        Evidence evidence = new Unchained().Add("proposed").Add("note").Add("proposed").Evidence();
        Assert.Equal(1, evidence.Earlier(1, "proposed", evidence.At(3))!.Seq);
        Assert.Null(evidence.Earlier(3, "proposed", evidence.At(3)));
        Assert.Null(evidence.Earlier(2, "proposed", evidence.At(3)));
        Assert.Null(evidence.Earlier(3, "proposed", evidence.At(1)));
        Assert.Null(evidence.Earlier(0, "proposed", evidence.At(3)));
    }

    [Fact]
    public void Somebody_is_in_the_room_between_entering_and_leaving()
    {
        var ada = new JsonMap { { "role", "officer" }, { "number", 1 }, { "name", "Ada" } };
        Evidence evidence = new Unchained().Add("note").Add("entered", null, ("person", ada)).Add("note").Add("left", null, ("person", ada)).Add("note").Evidence();
        Assert.Equal([false, false, true, true, false], evidence.Lines.Select(line => evidence.IsInRoom("Ada", line)));
        Assert.Equal([false, false, true, true, false], evidence.Lines.Select(line => evidence.IsInRoom("Ada", line, "officer")));
        Assert.DoesNotContain(evidence.Lines, line => evidence.IsInRoom("Ada", line, "witness") || evidence.IsInRoom("Bo", line));
    }

    [Fact]
    public void The_first_line_after_a_number_is_found_wherever_it_is()
    {
        Evidence evidence = new Unchained().Add("note").Add("note").Add("note").Add("note").Add("note").Evidence();
        Assert.Equal([0, 1, 2, 3, 4, 5, 5], Enumerable.Range(0, 7).Select(seq => Evidence.FirstAfter(evidence.Lines, seq)));
        Assert.Equal(0, Evidence.FirstAfter([], 1));
    }
}
