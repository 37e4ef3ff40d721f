using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What officers allow is on record at once, in their words, unless the program was interrupted just there.</summary>
public class AllowedExceptionTests
{
    private const string Untold = "the officers had allowed an exception in line 3, but no line tells of it in their words";

    /// <summary>The line behind the approval, whether it belongs to a call, whether the ceremony goes on with it.</summary>
    [Theory]
    [InlineData("step-started", false, true)]
    [InlineData("step-done", false, true)]
    [InlineData("inventory", false, true)]
    [InlineData("sealed", false, true)]
    [InlineData("resumed", false, true)]
    [InlineData("proposed", false, true)]
    [InlineData("shown", true, true)]
    [InlineData("note", false, false)]
    [InlineData("witnessed", false, false)]
    [InlineData("recovered", false, false)]
    [InlineData("aborted", false, false)]
    public void Nothing_goes_on_before_it_is_told(string kind, bool isCall, bool goesOn)
    {
        (string, JsonValue?)[] fields = [("actions", new JsonList()), ("facts", new JsonList()), ("call", isCall ? 1 : null)];
        Assert.Equal(goesOn ? [$"Line 4 ({kind}): {Untold}."] : [], Walked.Over(AllowedExceptionLines.Problems, Approved().Add(kind, "one", fields).Evidence()));
        Assert.Empty(Walked.Over(AllowedExceptionLines.Problems, Excepted(Approved()).Add(kind, "one", fields).Evidence()));
        Assert.Empty(Walked.Over(AllowedExceptionLines.Problems, Excepted(Approved().Add("note")).Add(kind, "one", fields).Evidence()));
    }

    /// <summary>What comes between the approval and the seal, whether the program was interrupted there.</summary>
    [Theory]
    [InlineData("note", false)]
    [InlineData("clock", false)]
    [InlineData("witnessed", true)]
    [InlineData("recovered", true)]
    [InlineData("aborted", true)]
    public void Unless_the_program_was_interrupted(string kind, bool isInterrupted)
    {
        Assert.Equal(isInterrupted ? [] : [$"Line 5 (sealed): {Untold}."], Walked.Over(AllowedExceptionLines.Problems, Approved().Add(kind).Add("sealed").Evidence()));
        Unchained started = Approved();
        started.Boot = "boot-2";
        Assert.Empty(Walked.Over(AllowedExceptionLines.Problems, started.Add("note").Add("sealed").Evidence()));
    }

    [Theory]
    [InlineData("one", "a", "b", "c", true)]
    [InlineData("two", "a", "b", "c", false)]
    [InlineData(null, "a", "b", "c", false)]
    [InlineData("one", "x", "b", "c", false)]
    [InlineData("one", "a", "x", "c", false)]
    [InlineData("one", "a", "b", "x", false)]
    public void It_is_told_in_the_words_that_were_allowed(string? step, string expected, string happened, string decided, bool isRight)
    {
        Unchained lines = Approved().Add("exception", step, ("expected", expected), ("happened", happened), ("decided", decided)).Add("sealed");
        Assert.Equal(isRight ? [] : [$"Line 5 (sealed): {Untold}."], Walked.Over(AllowedExceptionLines.Problems, lines.Evidence()));
    }

    [Fact]
    public void Of_two_that_are_allowed_at_once_one_is_told()
    {
        Assert.Empty(Walked.Over(AllowedExceptionLines.Problems, Excepted(Approved("one", new JsonMap { { "do", "allow-exception" }, { "expected", "x" }, { "happened", "x" }, { "decided", "x" } })).Add("sealed").Evidence()));
        Assert.Empty(Walked.Over(AllowedExceptionLines.Problems, new Unchained().Open().Add("proposed", "one", ("actions", new JsonList(new JsonMap { { "do", "sign" } }))).Add("approved", "one", ("proposed", 2)).Add("sealed").Evidence()));
    }

    [Fact]
    public void Outside_of_steps_it_belongs_to_none() => Assert.Empty(Walked.Over(AllowedExceptionLines.Problems, Approved("resume").Add("exception", null, ("expected", "a"), ("happened", "b"), ("decided", "c")).Add("sealed").Evidence()));

    private static Unchained Approved(string step = "one", params JsonMap[] more) => new Unchained().Open("production", ("confirm", new JsonMap { { "officers", 2 } }))
        .Add(
            "proposed",
            step,
            ("actions", new JsonList([.. more, new JsonMap { { "do", "allow-exception" }, { "expected", "a" }, { "happened", "b" }, { "decided", "c" } }])),
            ("screen", new JsonMap { { "title", "End the step with an exception" } }))
        .Add("approved", step, ("proposed", 2));

    private static Unchained Excepted(Unchained lines) => lines.Add("exception", "one", ("expected", "a"), ("happened", "b"), ("decided", "c"));
}
