using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify.Tests;

/// <summary>A screen of a step shows no token with a serial number that the step has not seen.</summary>
public class TokensOnScreensTests
{
    /// <summary>The kind of the line, its step, whether it has a call, the token that it shows, whether that is right.</summary>
    [Theory]
    [InlineData("shown", "one", true, "HSM", "1", true)]
    [InlineData("shown", "one", true, "HSM", "2", false)]
    [InlineData("shown", "one", true, "Other", "1", false)]
    [InlineData("answered", "one", true, "HSM", "2", false)]
    [InlineData("proposed", "one", true, "HSM", "2", false)]
    [InlineData("confirmed", "one", true, "HSM", "2", true)]
    [InlineData("shown", "two", true, "HSM", "1", false)]
    [InlineData("shown", "one", false, "HSM", "2", true)]
    [InlineData("shown", null, true, "HSM", "2", true)]
    public void A_token_is_shown_as_the_step_saw_it(string kind, string? step, bool isCall, string label, string serial, bool isRight)
    {
        Unchained lines = Looked(new Unchained(), "HSM", "1");
        lines.Add(kind, step, [("screen", Screen(("token", label), ("serial", serial))), ("call", isCall ? 2 : null)]);
        Assert.Equal(
            isRight ? [] : [$"Line 2 ({kind}): its screen shows the token \"{label}\" with the serial number {serial}, which the step had not seen."],
            Walked.Over(TokensOnScreens.Problems, lines.Evidence()));
    }

    [Fact]
    public void Both_names_stand_side_by_side()
    {
        Assert.Empty(Problems(("serial", "2")));
        Assert.Empty(Problems(("serial", "2"), ("token", "HSM")));
        Assert.Empty(Problems(("token", "HSM"), ("key", "a"), ("serial", "2")));
        Assert.Single(Problems(("key", "a"), ("token", "HSM"), ("serial", "2")));
        Assert.Single(Problems(("token", "HSM"), ("serial", "1"), ("token", "HSM"), ("serial", "2")));
        Assert.Empty(Problems());
    }

    [Fact]
    public void A_step_can_see_more_than_one() => Assert.Empty(Walked.Over(TokensOnScreens.Problems, Looked(Looked(new Unchained(), "HSM", "1"), "HSM", "2")
        .Add("shown", "one", ("call", 2), ("screen", Screen(("token", "HSM"), ("serial", "1"), ("token", "HSM"), ("serial", "2")))).Evidence()));

    private static IEnumerable<string> Problems(params (string Name, string Value)[] facts) =>
        Walked.Over(TokensOnScreens.Problems, Looked(new Unchained(), "HSM", "1").Add("shown", "one", ("call", 2), ("screen", Screen(facts))).Evidence());

    private static Unchained Looked(Unchained lines, string label, string serial) => lines.Add(
        "looked", "one", ("call", 1), ("look", new JsonMap { { "look", "token" }, { "token", "hsm" } }), ("seen", new JsonMap { { "label", label }, { "serial", serial } }));

    private static JsonMap Screen(params (string Name, string Value)[] facts) =>
        new Screen("A token", new TextBlock("serial"), new FactsBlock([.. facts.Select(fact => new Detail(fact.Name, fact.Value))])).ToJson();
}
