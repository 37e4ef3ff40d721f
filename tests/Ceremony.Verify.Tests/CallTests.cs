using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>Each line of a step belongs to a call, in its turn.</summary>
public class CallTests
{
    /// <summary>Kind, attempt, call and request of each line of one step; what is said of the last of them.</summary>
    public static TheoryData<(string Kind, long Attempt, long Call, string Asks)[], string?> Orders => new()
    {
        { [("shown", 1, 1, "a"), ("shown", 1, 2, "b")], null },
        { [("shown", 1, 2, "a")], "it belongs to call 2, but call 1 of the step had not been made" },
        { [("shown", 1, 1, "a"), ("shown", 1, 3, "b")], "it belongs to call 3, but call 2 of the step had not been made" },
        { [("shown", 1, 1, "a"), ("shown", 1, 1, "a")], "call 1 of the step had already been answered" },
        { [("proposed", 1, 1, "a"), ("confirmed", 1, 1, "a"), ("approved", 1, 1, "a")], null },
        { [("proposed", 1, 1, "a"), ("confirmed", 1, 1, "b")], "it answers another request than the lines before it of call 1" },
        { [("proposed", 1, 1, "a"), ("approved", 1, 1, "a"), ("intended", 1, 1, "a")], "call 1 of the step had already been answered" },
        { [("shown", 1, 1, "a"), ("proposed", 1, 2, "b"), ("shown", 1, 1, "a")], "call 1 of the step had already been answered" },
        { [("shown", 1, 1, "a"), ("shown", 2, 1, "b")], null },
        { [("shown", 1, 1, "a"), ("shown", 1, 2, "b"), ("shown", 2, 2, "c")], null },
        { [("shown", 1, 1, "a"), ("shown", 2, 3, "b")], "it belongs to call 3, but call 2 of the step had not been made" },
        { [("shown", 1, 1, "a"), ("shown", 2, 1, "b"), ("shown", 1, 2, "c")], "it belongs to attempt 1, but attempt 2 of the step had begun" },
        { [("shown", 2, 1, "a")], null },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Calls_come_in_their_order((string Kind, long Attempt, long Call, string Asks)[] made, string? says)
    {
        var lines = new Unchained();
        foreach ((string kind, long attempt, long call, string asks) in made)
        {
            // What other steps ask for, and what no step does, makes no difference.
            lines.Add(kind, "one", ("attempt", attempt), ("call", call), ("asks", asks)).Add("note");
        }

        lines.Add("shown", "another", ("attempt", 1), ("call", 1), ("asks", "a"));
        (string last, int at) = (made[^1].Kind, (made.Length * 2) - 1);
        Assert.Equal(says is null ? [] : [$"Line {at} ({last}): {says}."], Walked.Over(CallOrder.Problems, lines.Evidence()));
    }

    /// <summary>The actions of a proposal that no step made, whether it is in order.</summary>
    public static TheoryData<string[], bool> Proposed => new()
    {
        { ["allow-exception"], true },
        { ["allow-exception", "allow-exception"], true },
        { ["allow-exception", "generate-key-pair"], false },
        { ["generate-key-pair"], false },
        { [], false },
    };

    [Theory]
    [MemberData(nameof(Proposed))]
    public void Without_a_step_officers_are_asked_for_exceptions_alone(string[] actions, bool isRight)
    {
        Unchained lines = new Unchained()
            .Add("proposed", null, ("actions", new JsonList(actions.Select(action => (JsonValue)new JsonMap { { "do", action } }))))
            .Add("confirmed", null, ("proposed", 1))
            .Add("refused", null, ("proposed", 1));
        Assert.Equal(
            isRight ? [] : [.. lines.Lines.Select(line => $"Line {line.Seq} ({line.Kind}): it answers a request of a step, but does not say which call.")],
            Walked.Over(CallsCheck.Problems, lines.Evidence()));
    }

    /// <summary>Where a step asked for it, the answer is the step's too; else a new attempt would not void it.</summary>
    [Fact]
    public void What_a_step_put_to_the_officers_is_answered_in_its_call()
    {
        var actions = new JsonList(new JsonMap { { "do", "allow-exception" } });
        Unchained lines = new Unchained().Add("proposed", "one", ("call", 1), ("actions", actions)).Add("approved", "one", ("proposed", 1));
        Assert.Equal(["Line 2 (approved): it answers a request of a step, but does not say which call."], Walked.Over(CallsCheck.Problems, lines.Evidence()));
    }

    [Theory]
    [InlineData("looked", null, false)]
    [InlineData("intended", null, false)]
    [InlineData("refused", null, true)]
    [InlineData("refused", "proposed", false)]
    [InlineData("refused", "intended", true)]
    [InlineData("failed", null, true)]
    [InlineData("failed", "intended", false)]
    [InlineData("failed", "proposed", true)]
    [InlineData("note", "proposed", true)]
    [InlineData("note", "intended", true)]
    public void What_answers_a_request_says_which(string kind, string? field, bool isRight)
    {
        Unchained lines = new Unchained().Add("note").Add(kind, null, (field ?? "none", field is null ? null : 1)).Add(kind, "one", ("call", 1), (field ?? "none", field is null ? null : 1));
        Assert.Equal(isRight ? [] : [$"Line 2 ({kind}): it answers a request of a step, but does not say which call."], Walked.Over(CallsCheck.Problems, lines.Evidence()));
    }

    /// <summary>The words of an exception, the line before which it stands, whether it lets the check "time" pass over line 2.</summary>
    [Theory]
    [InlineData("the check \"time\" of the verifier holds", "line 2 of the journal: x", true)]
    [InlineData("the check \"\" of the verifier holds", "line 2 of the journal: x", false)]
    [InlineData("the check \"facts\" of the verifier holds", "line 2 of the journal: x", false)]
    [InlineData(" the check \"time\" of the verifier holds", "line 2 of the journal: x", false)]
    [InlineData("the check \"time\" of the verifier holds.", "line 2 of the journal: x", false)]
    [InlineData("the check \"time\" of the verifier holds", "line 3 of the journal: x", false)]
    [InlineData("the check \"time\" of the verifier holds", "line 02 of the journal: x", false)]
    [InlineData("the check \"time\" of the verifier holds", "line  of the journal: x", false)]
    [InlineData("the check \"time\" of the verifier holds", "in line 2 of the journal: x", false)]
    [InlineData("the check \"time\" of the verifier holds", "line 2 of the report: x", false)]
    [InlineData("the check \"time\" of the verifier holds", "line 99999999999999999999 of the journal: x", false)]
    public void An_exception_accepts_what_it_names(string expected, string happened, bool accepts)
    {
        Unchained lines = Confirmed().Add("note").Add("exception", null, ("expected", expected), ("happened", happened), ("decided", "go on"));
        Assert.Equal(accepts, lines.Evidence().Accepted.Has("time", 2));
        Assert.False(lines.Evidence().Accepted.Has("", 2));
        Assert.False(lines.Evidence().Accepted.Has("time", null));
    }

    [Fact]
    public void An_exception_accepts_nothing_of_itself()
    {
        const string Expected = "the check \"time\" of the verifier holds";
        Unchained lines = Confirmed().Add("exception", null, ("expected", Expected), ("happened", "line 2 of the journal: x"), ("decided", "go on"));
        Assert.False(lines.Evidence().Accepted.Has("time", 2));
    }

    // Nobody can confirm, so that an exception counts as it stands.
    private static Unchained Confirmed() => new Unchained().Open("production", ("confirm", new JsonMap { { "officers", 2 } }));
}
