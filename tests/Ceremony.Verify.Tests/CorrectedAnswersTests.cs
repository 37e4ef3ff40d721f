using Ceremony.Core.Actions;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>An answer is typed again while nothing rests on it, and corrected by the officers after that; what follows a correction is begun again.</summary>
public class CorrectedAnswersTests
{
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];

    [Fact]
    public void An_answer_is_typed_again_and_its_step_and_those_after_it_are_begun_again() => Assert.Empty(Problems(Again(Corrected(Recorded()))));

    /// <summary>What stands between the answer and the correction, and whether the answer may still be typed again.</summary>
    [Theory]
    [InlineData("looked", 1, false)]
    [InlineData("proposed", 1, false)]
    [InlineData("confirmed", 1, false)]
    [InlineData("approved", 1, false)]
    [InlineData("intended", 1, false)]
    [InlineData("performed", 1, false)]
    [InlineData("failed", 1, false)]
    [InlineData("attested", 1, false)]
    [InlineData("secret-shown", null, false)]
    [InlineData("sign-in-failed", null, false)]
    [InlineData("entered", 1, false)]
    [InlineData("entered", null, true)]
    [InlineData("left", null, true)]
    [InlineData("shown", 1, true)]
    [InlineData("note", null, true)]
    [InlineData("break", null, true)]
    [InlineData("exception", null, true)]
    [InlineData("inventory", null, true)]
    [InlineData("clock-compared", null, true)]
    [InlineData("witnessed", null, true)]
    [InlineData("head-signed", null, true)]
    [InlineData("resumed", null, true)]
    public void Nothing_rests_on_it(string kind, int? call, bool mayBe)
    {
        (string, JsonValue?)[] fields =
        [
            ("call", call is { } number ? number : null), ("attempt", call), ("actions", new JsonList()), ("action", new JsonMap { { "do", "sign" } }), ("look", new JsonMap { { "look", "room" } }),
        ];
        Unchained lines = Corrected(Recorded().Add(kind, "two", fields));
        Assert.Equal(mayBe ? [] : [$"Line 8 (corrected): line 7 ({kind}) may rest on the answer in line 4: only the officers can correct it."], Walked.Over(CorrectionsCheck.Problems, lines.Evidence()));
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(0, true, false)]
    [InlineData(0, false, true)]
    public void Facts_and_exceptions_are_uses(int facts, bool isExcepted, bool mayBe)
    {
        Unchained lines = Corrected(Recorded().Add("step-done", "two", ("attempt", 1), ("facts", new JsonList(Enumerable.Repeat<JsonValue>(new JsonMap(), facts))), ("exception", isExcepted ? 2 : null)));
        Assert.Equal(mayBe ? [] : ["Line 8 (corrected): line 7 (step-done) may rest on the answer in line 4: only the officers can correct it."], Walked.Over(CorrectionsCheck.Problems, lines.Evidence()));
    }

    [Fact]
    public void It_is_an_answer_that_holds_of_a_step_that_was_done()
    {
        Assert.Equal(["Line 7 (corrected): line 3, which it corrects, is not an earlier answer."], Judge(Recorded().Add("corrected", "one", ("answered", 3))));
        Assert.Equal(["Line 7 (corrected): line 7, which it corrects, is not an earlier answer."], Judge(Recorded().Add("corrected", "one", ("answered", 7))));
        Assert.Equal(["Line 7 (corrected): it belongs to another step than the answer in line 4."], Judge(Recorded().Add("corrected", "two", ("answered", 4))));
        Assert.Equal(["Line 8 (corrected): the answer in line 4 did not hold any more."], Judge(Corrected(Corrected(Recorded()))));
        Assert.Equal(
            ["Line 5 (corrected): the step of the answer in line 4 was not done."],
            Judge(Corrected(Begun(Listed(), "one", 1).Add("answered", "one", ("call", 1), ("attempt", 1), ("answers", new JsonMap())), 4)));
        Assert.Equal(
            ["Line 7 (corrected): the answer in line 4 did not hold any more."],
            Judge(Corrected(Answered(Answered(Begun(Listed(), "one", 1), "one", 1), "one", 2).Add("step-done", "one", ("attempt", 2), ("facts", new JsonList())), 4)));
    }

    [Fact]
    public void What_follows_is_begun_again_at_a_new_attempt()
    {
        Assert.Equal(
            ["Line 8 (answered): the step \"one\" was not begun again after an answer had been corrected."],
            Walked.Over(StepsCheck.Problems, Answered(Corrected(Recorded()), "one", 2).Evidence()));
        Assert.Equal(
            ["Line 8 (step-done): the step \"one\" was not begun, or had already been done."],
            Walked.Over(StepsCheck.Problems, Corrected(Recorded()).Add("step-done", "one", ("attempt", 1), ("facts", new JsonList())).Evidence()));
        Assert.Equal(
            ["Line 8 (step-started): the step \"one\" comes first and had not been done."],
            Walked.Over(StepsCheck.Problems, Begun(Corrected(Recorded()), "two", 2).Evidence()));
        Assert.Equal(
            ["Line 8 (step-started): the step \"one\" is begun again at attempt 1, and not at attempt 2."],
            Walked.Over(StepsCheck.Problems, Begun(Corrected(Recorded()), "one", 1).Evidence()));
        Assert.Equal(
            ["Line 9 (step-started): the step \"one\" had already been begun."],
            Walked.Over(StepsCheck.Problems, Begun(Begun(Corrected(Recorded()), "one", 2), "one", 3).Evidence()));
        Assert.Contains(
            "The seal says that the ceremony was completed, but the step \"one\" was not done.",
            Walked.Over(StepsCheck.Problems, Corrected(Recorded()).Add("sealed", null, ("outcome", "completed")).Evidence()));
    }

    [Fact]
    public void The_answer_is_asked_for_again()
    {
        Unchained begun = Begun(Corrected(Recorded()), "one", 2);
        Assert.Equal(
            ["Line 9 (shown): it belongs to call 2, but call 1 of the step had not been made."],
            Walked.Over(CallOrder.Problems, begun.Add("shown", "one", ("call", 2), ("attempt", 2)).Evidence()));
        Assert.Equal(
            ["Line 9 (answered): it belongs to attempt 1, but attempt 2 of the step had begun."],
            Walked.Over(CallOrder.Problems, Answered(Begun(Corrected(Recorded()), "one", 2), "one", 1).Evidence()));
        Assert.Empty(Walked.Over(CallOrder.Problems, Answered(Begun(Corrected(Recorded()), "one", 2), "one", 2).Evidence()));
    }

    [Fact]
    public void Officers_correct_an_answer_that_they_quote()
    {
        Assert.Empty(Signed((journal, correct) => journal.ByRoom(() => journal.Approve(Officers, correct))));
        Assert.Equal(
            ["answers: Line N (proposed): it does not quote the answer in line A as it stands there."],
            Signed((journal, correct) => journal.ByRoom(() => journal.Approve(Officers, correct with { Said = "another" }))));
        Assert.Equal(
            ["answers: Line N (proposed): it does not quote the answer in line A as it stands there."],
            Signed((journal, correct) => journal.ByRoom(() => journal.Approve(Officers, correct with { Question = "officer 9" }))));
        Assert.Equal(
            ["answers: Line N (proposed): line 1, which it corrects, is not an earlier answer."],
            Signed((journal, correct) => journal.ByRoom(() => journal.Approve(Officers, correct with { Line = 1 }))));
        Assert.Equal(
            ["answers: Line N (proposed): a step proposed the correction of an answer, which only the room lays before the officers."],
            Signed((journal, correct) => journal.Approve(Officers, correct)));
        Assert.Contains(
            Signed((journal, correct) => journal.ByRoom(() => journal.Approve([Officers[0]], correct))),
            says => says.StartsWith("approvals: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_verdict_tells_what_was_corrected()
    {
        Assert.Equal(
            "Every question was answered as it could be, and what rests on answers is what they say. The answer in line 4 was typed again after line 7.",
            CorrectionsCheck.Words(Corrected(Recorded()).Evidence()));
        var correct = new JsonMap { { "do", "correct-answer" }, { "line", 4 }, { "question", "record" }, { "said", "4711" }, { "right", "4712" }, { "why", "mistyped" } };
        Assert.Equal(
            "Every question was answered as it could be, and what rests on answers is what they say. The officers corrected line 4 in line 8: \"record\" is rightly \"4712\", and not \"4711\".",
            CorrectionsCheck.Words(Recorded().Add("proposed", "two", ("actions", new JsonList(correct))).Add("approved", "two", ("proposed", 7)).Evidence()));
    }

    private static IReadOnlyList<string> Signed(Action<JournalMaker, CorrectAnswer> act)
    {
        long proposed = 0;
        long answered = 0;
        IReadOnlyList<string> failures = Judged.Started("generate-key", journal =>
        {
            (JsonMap json, answered) = journal.Lines.Select((line, at) => (CanonicalJson.Parse(line).AsMap(), at + 1L)).First(line => line.Item1.Text("kind") == "answered" && line.Item1.Text("step") == "gather");
            (string question, JsonValue said) = json["answers"].AsMap().First();
            proposed = journal.Lines.Count + 1;
            act(journal, new CorrectAnswer(answered, question, said.AsText(), "another name", "misheard"));
        });
        return [.. failures.Select(says => says.Replace($"Line {proposed} ", "Line N ", StringComparison.Ordinal).Replace($"line {answered} ", "line A ", StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Problems(Unchained lines) =>
        Walked.Over(StepsCheck.Problems, lines.Evidence()).Concat(Walked.Over(CallOrder.Problems, lines.Evidence())).Concat(Judge(lines));

    private static IEnumerable<string> Judge(Unchained lines) => Walked.Over(CorrectionsCheck.Problems, lines.Evidence());

    private static Unchained Listed() => new Unchained().Open().Add("parameters", null, ("steps", new JsonList(
        new JsonMap { { "id", "one" }, { "do", "record" } },
        new JsonMap { { "id", "two" }, { "do", "read" } })));

    private static Unchained Begun(Unchained lines, string step, int attempt) => lines.Add("step-started", step, ("do", step == "one" ? "record" : "read"), ("attempt", attempt));

    private static Unchained Answered(Unchained lines, string step, int attempt) => lines.Add("answered", step, ("call", 1), ("attempt", attempt), ("answers", new JsonMap { { "record", "4711" } }));

    private static Unchained Recorded() => Begun(Answered(Begun(Listed(), "one", 1), "one", 1).Add("step-done", "one", ("attempt", 1), ("facts", new JsonList())), "two", 1);

    private static Unchained Corrected(Unchained lines, int answer = 4) => lines.Add("corrected", "one", ("answered", answer));

    private static Unchained Again(Unchained corrected) =>
        Begun(Answered(Begun(corrected, "one", 2), "one", 2).Add("step-done", "one", ("attempt", 2), ("facts", new JsonList())), "two", 2)
            .Add("shown", "two", ("call", 1), ("attempt", 2)).Add("step-done", "two", ("attempt", 2), ("facts", new JsonList()));
}
