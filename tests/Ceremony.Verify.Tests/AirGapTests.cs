using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What was accepted of a network is what an exception had accepted: in records of editions 1 to 3, of which no line tells when the network changed.</summary>
public class AirGapTests
{
    private const string Expected = "no network interface is up";

    /// <summary>Expected and happened of the exception before, null where there was none; what the room was looked at with; what was accepted of it, null where nothing was said; whether it is in order.</summary>
    public static TheoryData<string[]?, string[], string[]?, bool> Looks => new()
    {
        { null, ["e"], null, true },
        { null, ["e"], ["e"], false },
        { [Expected, "up: e"], ["e"], ["e"], true },
        { [Expected, "up: e"], ["e"], [], false },
        { [Expected, "up: e"], ["e"], ["f"], false },
        { [Expected, "up: f"], ["e"], ["e"], false },
        { [Expected, "up: e, f"], ["e", "f"], ["e", "f"], true },
        { [Expected, "up: e, f"], ["e", "f"], ["f", "e"], false },
        { [Expected, "e"], ["e"], ["e"], false },
        { ["the lamp burns", "up: e"], ["e"], ["e"], false },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void What_the_room_was_looked_at_with(string[]? exception, string[] up, string[]? accepted, bool isRight)
    {
        Unchained lines = Excepted(exception);
        var seen = new JsonMap { { "interfaces", Interfaces(up) }, { "accepted", accepted is null ? null : JsonList.OfText(accepted) } };
        lines.Add("looked", "room", ("look", new JsonMap { { "look", "clock" } }), ("seen", seen)).Add("looked", "room", ("look", new JsonMap { { "look", "room" } }), ("seen", seen));
        Assert.Equal(
            isRight ? [] : [$"Line {lines.Lines.Count} (looked): it says that the network interface {string.Join(", ", up)} was accepted, but no exception says so."],
            Walked.Over(AirGap.Problems, lines.Evidence()));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_step_of_a_real_ceremony_is_begun_with_a_network_only_where_that_one_was_accepted(bool isAccepted, bool isRight)
    {
        Unchained lines = Excepted(isAccepted ? [Expected, "up: e"] : null);
        lines.Add("step-started", "one", ("air-gap", false), ("interfaces", Interfaces(["e"])));
        Assert.Equal(isRight ? [] : [$"Line {lines.Lines.Count} (step-started): the step was begun with the network interface e up, and no exception had accepted it."], Walked.Over(AirGap.Problems, lines.Evidence()));
    }

    /// <summary>Whether a line says that there is an air gap does not change what its interfaces say.</summary>
    [Theory]
    [InlineData("e", false)]
    [InlineData(null, true)]
    public void An_interface_that_is_up_counts_where_nothing_is_said_of_an_air_gap(string? up, bool isRight)
    {
        Unchained lines = Excepted(null).Add("step-started", "one", ("interfaces", Interfaces(up is null ? [] : [up])));
        Assert.Equal(isRight ? [] : ["Line 2 (step-started): the step was begun with the network interface e up, and no exception had accepted it."], Walked.Over(AirGap.Problems, lines.Evidence()));
    }

    [Fact]
    public void Where_no_interfaces_are_named_nothing_is_compared() => Assert.Empty(Walked.Over(AirGap.Problems, Excepted(null).Add("step-started", "one", ("air-gap", false)).Evidence()));

    private static Unchained Excepted(string[]? exception)
    {
        Unchained lines = new Unchained().Add("opened", null, ("mode", "production"), ("edition", 3));
        return exception is [var expected, var happened] ? lines.Add("exception", null, ("expected", expected), ("happened", happened)) : lines;
    }

    private static JsonList Interfaces(string[] up) =>
        new([new JsonMap { { "name", "lo" }, { "up", false } }, .. up.Select(name => (JsonValue)new JsonMap { { "name", name }, { "up", true } })]);
}
