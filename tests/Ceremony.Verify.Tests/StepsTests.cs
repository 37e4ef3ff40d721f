using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>The steps come in the order of their list, each begun once and done at the attempt to which its lines belong.</summary>
public class StepsTests
{
    /// <summary>Kinds of lines that belong to a step, and whether one without a step is in order.</summary>
    [Theory]
    [InlineData("step-started", false)]
    [InlineData("step-done", false)]
    [InlineData("proposed", false)]
    [InlineData("confirmed", false)]
    [InlineData("approved", false)]
    [InlineData("intended", false)]
    [InlineData("performed", false)]
    [InlineData("note", true)]
    [InlineData("entered", true)]
    public void What_a_step_does_belongs_to_one(string kind, bool isRight)
    {
        Unchained lines = Listed().Add(kind, null, ("attempt", 1), ("facts", new JsonList()));
        Assert.Equal(isRight ? [] : [$"Line 3 ({kind}): it belongs to no step."], Problems(lines));
    }

    /// <summary>In the room before a resume and at the seal nothing is done.</summary>
    [Theory]
    [InlineData("proposed", false, true)]
    [InlineData("confirmed", false, true)]
    [InlineData("approved", false, true)]
    [InlineData("exception", false, true)]
    [InlineData("shown", true, false)]
    [InlineData("step-started", false, false)]
    [InlineData("step-done", false, false)]
    [InlineData("intended", false, false)]
    [InlineData("performed", false, false)]
    public void The_room_is_not_a_step(string kind, bool isCall, bool isRight)
    {
        foreach (string step in new[] { "resume", "seal" })
        {
            Unchained lines = Listed().Add(kind, step, [("attempt", 1), ("do", "x"), ("facts", new JsonList()), ("call", isCall ? 1 : null)]);
            Assert.Equal(isRight, !Problems(lines).Any(says => says.EndsWith($"the step \"{step}\" is not in the list of steps.", StringComparison.Ordinal)));
        }

        Assert.NotEmpty(Problems(Listed().Add(kind, "another", ("attempt", 1), ("do", "x"), ("facts", new JsonList()))));
    }

    [Fact]
    public void Each_comes_in_its_turn()
    {
        Assert.Empty(Problems(Done(Done(Listed(), "one"), "two")));
        Assert.Equal(["Line 3 (step-started): the step \"one\" comes first and had not been done."], Problems(Begun(Listed(), "two")));
        Assert.Equal(["Line 4 (step-started): the step \"one\" comes first and had not been done."], Problems(Begun(Begun(Listed(), "one"), "two")));
        Assert.Equal(["Line 7 (step-started): the step \"three\" comes first and had not been done."], Problems(Begun(Done(Done(Listed(), "one"), "two"), "four")));
        Assert.Equal(["Line 3 (step-started): the step \"one\" has another kind than in the list of steps."], Problems(Listed().Add("step-started", "one", ("do", "attest"), ("attempt", 1))));
        Assert.Equal(["Line 3 (shown): the step \"one\" was not begun."], Problems(Listed().Add("shown", "one", ("attempt", 1), ("call", 1))));
        Assert.Equal(["Line 3 (step-done): the step \"one\" was not begun, or had already been done."], Problems(Listed().Add("step-done", "one", ("attempt", 1))));
        Assert.Equal(["Line 5 (step-done): the step \"one\" was not begun, or had already been done."], Problems(Done(Listed(), "one").Add("step-done", "one", ("attempt", 1))));
        Assert.Contains("Line 5 (step-started): the step \"one\" had already been done.", Problems(Begun(Done(Listed(), "one"), "one")));
        Assert.Equal(["Line 3 (parameters): the parameters had already been fixed."], Problems(Listed().Add("parameters", null, ("steps", new JsonList()))));
    }

    [Theory]
    [InlineData("intended", false, false)]
    [InlineData("performed", false, false)]
    [InlineData("shown", false, true)]
    [InlineData("shown", true, false)]
    [InlineData("answered", true, false)]
    [InlineData("attested", true, false)]
    public void Nothing_is_done_and_asked_in_a_step_that_is_done(string kind, bool isCall, bool isRight)
    {
        (string, JsonValue?)[] fields = [("attempt", 1), ("call", isCall ? 1 : null)];
        Assert.Equal(isRight ? [] : [$"Line 5 ({kind}): the step \"one\" had already been done."], Problems(Done(Listed(), "one").Add(kind, "one", fields)));
        Assert.Empty(Problems(Begun(Listed(), "one").Add(kind, "one", fields)));
    }

    [Fact]
    public void A_step_that_attests_is_done_after_somebody_attested_in_it()
    {
        Unchained before = Begun(Done(Done(Listed(), "one"), "two"), "three");
        Assert.Equal(["Line 8 (step-done): nobody attested anything in the step \"three\"."], Problems(before.Add("step-done", "three", ("attempt", 1))));
        Assert.Empty(Problems(Begun(Done(Done(Listed(), "one"), "two"), "three").Add("attested", "three", ("attempt", 1)).Add("step-done", "three", ("attempt", 1))));
        Assert.Equal(
            ["Line 9 (step-done): nobody attested anything in the step \"three\"."],
            Problems(Begun(Done(Begun(Listed(), "one").Add("attested", "one", ("attempt", 1)).Add("step-done", "one", ("attempt", 1)), "two"), "three").Add("step-done", "three", ("attempt", 1))));
    }

    [Fact]
    public void A_ceremony_is_completed_when_all_steps_before_the_seal_are_done()
    {
        Unchained done = Done(Done(Listed(), "one"), "two");
        Assert.Empty(Problems(done.Add("sealed", null, ("outcome", "aborted"))));
        Assert.Equal(["The seal says that the ceremony was completed, but the step \"three\" was not done."], Problems(Done(Done(Listed(), "one"), "two").Add("sealed", null, ("outcome", "completed"))));
        Unchained all = Begun(Done(Done(Listed(), "one"), "two"), "three").Add("attested", "three", ("attempt", 1)).Add("step-done", "three", ("attempt", 1)).Add("sealed", null, ("outcome", "completed"));
        Assert.Empty(Problems(all));
        Assert.Equal(["The seal says that the ceremony was completed, but there is no list of its steps."], Problems(new Unchained().Open().Add("sealed", null, ("outcome", "completed"))));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(0, 1, true)]
    public void What_an_exception_ended_has_neither_facts_nor_outputs(int facts, int outputs, bool isOdd)
    {
        var output = new JsonMap { { "key", outputs == 0 ? null : new JsonText("x") } };
        Unchained lines = new Unchained().Open("rehearsal", ("confirm", new JsonMap { { "officers", 2 } })).Add("exception", "one")
            .Add("step-done", "one", ("exception", 2), ("facts", new JsonList(Enumerable.Repeat<JsonValue>(new JsonMap(), facts))), ("outputs", output));
        Assert.Equal(isOdd ? "an exception ended it, and yet it has facts or outputs" : null, ExceptionEnd.Problem(lines.Evidence(), lines.Lines[2], "attest"));
    }

    /// <summary>The attempts of a step's lines with a call, the attempt at which it is done, whether that is right.</summary>
    [Theory]
    [InlineData(new[] { 1 }, 1, true)]
    [InlineData(new[] { 1, 2 }, 2, true)]
    [InlineData(new[] { 1, 2 }, 1, false)]
    [InlineData(new[] { 1, 2, 1 }, 2, true)]
    [InlineData(new[] { 1, 2, 1 }, 1, false)]
    [InlineData(new int[0], 1, true)]
    [InlineData(new int[0], 2, false)]
    public void It_is_done_at_the_attempt_of_its_lines(int[] attempts, int done, bool isRight)
    {
        Unchained lines = Begun(Listed(), "one");
        foreach (int attempt in attempts)
        {
            lines.Add("shown", "one", ("attempt", attempt), ("call", 1));
        }

        // A line of the room tells of no attempt.
        lines.Add("note", "one", ("attempt", 7)).Add("step-done", "one", ("attempt", done));
        Assert.Equal(isRight, !Walked.Over(StepRuns.Problems, lines.Evidence()).Any());
    }

    [Fact]
    public void It_is_begun_once_and_at_the_first_attempt()
    {
        Assert.Equal(["Line 4 (step-started): the step \"one\" had already been begun."], Walked.Over(StepRuns.Problems, Begun(Begun(Listed(), "one"), "one").Evidence()));
        Assert.Equal(["Line 3 (step-started): the step \"one\" is begun at attempt 2, and not at the first."], Walked.Over(StepRuns.Problems, Listed().Add("step-started", "one", ("do", "read"), ("attempt", 2)).Evidence()));
    }

    /// <summary>What comes after the step's own refusal, whether it may be done then.</summary>
    [Theory]
    [InlineData("nothing", false)]
    [InlineData("a call", true)]
    [InlineData("a line of the room", false)]
    [InlineData("a call of another step", false)]
    [InlineData("an end by exception", true)]
    [InlineData("not proven", true)]
    [InlineData("officers refused", true)]
    public void After_it_refused_it_asks_again(string what, bool isRight)
    {
        Unchained lines = Begun(Listed(), "one").Add("refused", "one", [("attempt", 1), ("code", what == "not proven" ? "unproven" : "wrong"), ("proposed", what == "officers refused" ? 1 : null)]);
        _ = what switch
        {
            "a call" => lines.Add("shown", "one", ("attempt", 1), ("call", 1)),
            "a line of the room" => lines.Add("note", "one", ("attempt", 1)),
            "a call of another step" => lines.Add("shown", "two", ("attempt", 1), ("call", 1)),
            _ => lines,
        };
        lines.Add("step-done", "one", [("attempt", 1), ("exception", what == "an end by exception" ? 1 : null)]);
        Assert.Equal(
            isRight ? [] : [$"Line {lines.Lines.Count} (step-done): the step \"one\" refused in line 4, and asked nothing again before it was done."],
            Walked.Over(StepRuns.Problems, lines.Evidence()));
    }

    [Theory]
    [InlineData("torn-2.bin", 1, true)]
    [InlineData("unread-2.bin", 1, true)]
    [InlineData("torn-2-1.bin", 1, true)]
    [InlineData("torn-3.bin", 1, false)]
    [InlineData("torn-02.bin", 1, false)]
    [InlineData("lost-2.bin", 1, false)]
    [InlineData("torn-2.bin", 0, false)]
    public void What_was_torn_is_kept_under_its_number(string kept, int size, bool isRight) =>
        Assert.Equal(isRight, !Walked.Over(TornLines.Problems, new Unchained().Open().Add("recovered", null, ("kept", kept), ("size", size)).Evidence()).Any());

    [Theory]
    [InlineData("step-started", false, false)]
    [InlineData("step-done", false, false)]
    [InlineData("shown", true, false)]
    [InlineData("aborted", false, true)]
    [InlineData("sealed", false, true)]
    public void After_a_torn_line_a_step_goes_on_only_once_resumed(string kind, bool isCall, bool isRight)
    {
        (string, JsonValue?) call = ("call", isCall ? 1 : null);
        Assert.Equal(isRight, !Walked.Over(TornLines.Problems, Torn().Add(kind, "one", call).Evidence()).Any());
        Assert.Empty(Walked.Over(TornLines.Problems, Torn().Add("resumed").Add(kind, "one", call).Evidence()));
    }

    /// <summary>The line on the sheet, whether it has a hash, whether it is right.</summary>
    [Theory]
    [InlineData(0, false, true)]
    [InlineData(0, true, false)]
    [InlineData(1, true, true)]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, true, false)]
    [InlineData(-1, true, false)]
    public void The_line_on_the_sheet_is_an_earlier_one(int line, bool hasHash, bool isRight)
    {
        Unchained lines = new Unchained().Open();
        lines.Add("witnessed", null, [("line", line), ("hash", hasHash ? new JsonText(lines.Lines[0].Hash) : null)]);
        Assert.Equal(isRight, !Walked.Over(SheetCheck.Problems, lines.Evidence()).Any());
        Assert.Equal(isRight, !Walked.Over(SheetCheck.Problems, lines.Add("resumed").Evidence()).Any());
        Assert.NotEmpty(Walked.Over(SheetCheck.Problems, lines.Add("resumed").Evidence()));
    }

    private static Unchained Torn() => new Unchained().Open().Add("recovered", null, ("kept", "torn-2.bin"), ("size", 1));

    private static Unchained Listed() => new Unchained().Open().Add("parameters", null, ("steps", new JsonList(Step("one", "read"), Step("two", "record"), Step("three", "attest"), Step("end", "seal-transcript"), Step("four", "read"))));

    private static JsonMap Step(string id, string kind) => new() { { "id", id }, { "do", kind } };

    private static Unchained Begun(Unchained lines, string step) => lines.Add("step-started", step, ("do", step switch { "one" or "four" => "read", "two" => "record", _ => "attest" }), ("attempt", 1));

    private static Unchained Done(Unchained lines, string step) => Begun(lines, step).Add("step-done", step, ("attempt", 1));

    private static IReadOnlyList<string> Problems(Unchained lines) => [.. Walked.Over(StepsCheck.Problems, lines.Evidence())];
}
