using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

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
        Evidence evidence = new Unchained().Add("note").Enter("officer", 1, "Ada").Add("note").Leave("officer", 1, "Ada").Add("note").Evidence();
        Assert.Equal([false, false, true, true, false], evidence.Lines.Select(line => evidence.IsInRoom("Ada", line)));
        Assert.Equal([false, false, true, true, false], evidence.Lines.Select(line => evidence.IsInRoom("Ada", line, "officer")));
        Assert.DoesNotContain(evidence.Lines, line => evidence.IsInRoom("Ada", line, "witness") || evidence.IsInRoom("Bo", line));
    }

    [Fact]
    public void Who_counts_follows_from_the_facts_before_and_from_the_proposal()
    {
        OfficerProfileCreated profile = new("Officers", "active", "Root", "subject", ["officer"]);
        Unchained lines = new Unchained().Open("rehearsal", ("confirm", new JsonMap { { "officers", 2 } }))
            .Add("proposed", "one", ("actions", new JsonList(Replacing("ada"))))
            .Add("step-done", "one", ("facts", new JsonList(profile.ToJson(), Officer("ada", "Ada"), Officer("bo", "Bo"))))
            .Add("note")
            .Add("step-done", "two", ("facts", new JsonList(Officer("eve", "Eve"))))
            .Add("note")
            .Add("proposed", "three", ("actions", new JsonList(Replacing("bo"))))
            .Add("proposed", "three", ("actions", new JsonList()));
        Evidence evidence = lines.Evidence();
        Assert.Equal([0, 0, 0, 3, 3, 4, 4, 4], evidence.Lines.Select(line => evidence.RegistryBefore(line).Facts.Count));
        Assert.Equal(3, evidence.RegistryAfter(evidence.At(3)).Facts.Count);
        Assert.Equal("ada bo", Names(evidence.ConfirmersBefore(evidence.At(4))));
        Assert.Equal("ada bo eve", Names(evidence.ConfirmersBefore(evidence.At(6))));

        // The officer whom the proposal would replace does not count for it; each of these differs from the one before in the line, the proposal or both.
        Assert.Equal("", Names(evidence.ConfirmersBefore(evidence.At(2), evidence.At(2))));
        Assert.Equal("bo eve", Names(evidence.ConfirmersBefore(evidence.At(6), evidence.At(2))));
        Assert.Equal("bo", Names(evidence.ConfirmersBefore(evidence.At(4), evidence.At(2))));
        Assert.Equal("ada eve", Names(evidence.ConfirmersBefore(evidence.At(8), evidence.At(7))));
        Assert.Equal("ada bo eve", Names(evidence.ConfirmersBefore(evidence.At(8), evidence.At(8))));
        Assert.Equal("ada eve", Names(evidence.ConfirmersBefore(evidence.At(8), evidence.At(7))));
    }

    [Fact]
    public void Whoever_is_to_be_replaced_does_not_refuse_that()
    {
        OfficerProfileCreated profile = new("Officers", "active", "Root", "subject", ["officer"]);
        Unchained Refused(long? proposed) => new Unchained().Open("rehearsal", ("confirm", new JsonMap { { "officers", 2 } }))
            .Add("step-done", "one", ("facts", new JsonList(profile.ToJson(), Officer("ada", "Ada"), Officer("bo", "Bo"), Officer("eve", "Eve"))))
            .Add("proposed", "two", ("actions", new JsonList(Replacing("ada"))))
            .Add("refused", "two", ("officer", "ada"), ("person", "Ada"), ("proposed", proposed is { } line ? line : null));
        Assert.Equal(["Line 4 (refused): it is by Ada, who was not ada in force."], Walked.Over(ByCheck.Problems, Refused(3).Evidence()));
        Assert.Empty(Walked.Over(ByCheck.Problems, Refused(null).Evidence()));
    }

    private static string Names(IEnumerable<Confirmer> confirmers) => string.Join(' ', confirmers.Select(each => each.Officer).Order(StringComparer.Ordinal));

    private static JsonMap Officer(string officer, string person) => new OfficerCreated(officer, "active", "Root", "Officers", person, new TokenRef($"card-{officer}"), "01", [1]).ToJson();

    private static JsonMap Replacing(string officer) => new EnterInRegistry(new OfficerReplaced(officer, "ill")).ToJson();

    [Fact]
    public void The_first_line_after_a_number_is_found_wherever_it_is()
    {
        Evidence evidence = new Unchained().Add("note").Add("note").Add("note").Add("note").Add("note").Evidence();
        Assert.Equal([0, 1, 2, 3, 4, 5, 5], Enumerable.Range(0, 7).Select(seq => Evidence.FirstAfter(evidence.Lines, seq)));
        Assert.Equal(0, Evidence.FirstAfter([], 1));
    }
}
