using Ceremony.Core.Json;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>A real ceremony in which one answer, or what was compared, is another: what rests on it is refused.</summary>
public class AnswersTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests/Ceremony.Verify.Tests/Editions/edition-2/single-key/journal.jsonl"));

    /// <summary>The kind of the step, the kind of the line, what is done to it, what is said.</summary>
    public static TheoryData<string, string, Func<JsonMap, JsonMap?>, string> Others => new()
    {
        { "check-room", "answered", Set("answers", answers => With(answers, "script hash", "differs")), "(step-done): nobody found that the script hash matches the paper." },
        { "check-room", "answered", Set("answers", answers => With(answers, "clock", "differs")), "(step-done): nobody found that the clock matches the paper." },
        { "check-room", "answered", Set("answers", answers => answers.Without("clock")), "(answered): \"clock\" was asked, but not answered." },
        { "check-room", "answered", Set("answers", answers => With(answers, "clock", "nearly")), "(answered): \"clock\" was answered with \"nearly\", which was no choice." },
        { "check-room", "answered", Set("answers", answers => With(answers, "weather", "fine")), "(answered): \"weather\" was answered, but not asked." },
        { "check-room", "answered", _ => null, "(step-done): the room is checked, but nobody looked at it and its clock, and compared both with paper." },
        { "check-room", "looked", _ => null, "(step-done): the room is checked, but nobody looked at it and its clock, and compared both with paper." },
        { "check-room", "looked", Set("seen", seen => With(seen, "machine", "another")), "(step-done): the screen that was compared with paper does not show the machine that was found." },
        { "check-room", "answered", Set("screen", screen => With(screen, "blocks", new JsonList())), "(step-done): the screen that was compared with paper does not show the clock that was found." },
        { "gather", "answered", Set("answers", answers => With(answers, "officer 1", "Eve Berg")), "(step-done): Eve Berg was named as officer 1, but Ada Vega entered." },
        { "gather", "answered", Set("answers", answers => With(answers, "officer 1", "7")), "(answered): \"officer 1\" was answered with \"7\", which does not have the form that was asked for." },
        { "gather", "entered", _ => null, "(step-done): Olga Berg was named as operator 1, but nobody entered." },
    };

    [Fact]
    public void The_ceremony_itself_is_in_order() => Assert.Empty(Problems("", "", line => line));

    [Theory]
    [MemberData(nameof(Others))]
    public void What_rests_on_answers_is_what_they_say(string step, string kind, Func<JsonMap, JsonMap?> change, string says) =>
        Assert.EndsWith(says, string.Concat(Problems(step, kind, change).Take(1)), StringComparison.Ordinal);

    /// <summary>The kind of the step, the question's name, label, pattern and choices; what is said.</summary>
    public static TheoryData<string, string, string, string?, string[]?, string?> Questions => new()
    {
        { "check-room", "clock", "Clock as on the witness's watch", null, ["matches", "differs"], null },
        { "check-room", "clock", "Clock as on the witness's watch", null, ["matches"], "\"clock\" was asked for in another form than a step of the kind \"check-room\" does" },
        { "attest", "attest", "This statement", null, ["agree"], "\"attest\" was asked for in another form than a step of the kind \"attest\" does" },
        { "start-service", "choice", "The officers choose", null, ["try again", "leave it down"], null },
        { "start-service", "choice", "The officers choose", null, null, "\"choice\" was asked for in another form than a step of the kind \"start-service\" does" },
        { "check-room", "clock", "Clock", null, ["matches", "differs"], "\"clock\" was asked for with the words \"Clock\", and not \"Clock as on the witness's watch\"" },
        { "check-room", "clock", "Clock as on the witness's watch", null, ["matches", "differs", "nearly"], "\"clock\" was asked for in another form than a step of the kind \"check-room\" does" },
        { "check-room", "clock", "Clock as on the witness's watch", null, null, "\"clock\" was asked for in another form than a step of the kind \"check-room\" does" },
        { "check-room", "clock", "Clock as on the witness's watch", ".+", ["matches", "differs"], "\"clock\" was asked for in another form than a step of the kind \"check-room\" does" },
        { "check-room", "weather", "Weather", null, ["matches", "differs"], "a step of the kind \"check-room\" does not ask for \"weather\"" },
        { "seal-transcript", "seal", "Type SEAL to close the transcript", "SEAL", null, null },
        { "seal-transcript", "seal", "Type SEAL to close the transcript", "SEAL|DO NOT", null, "\"seal\" was asked for in another form than a step of the kind \"seal-transcript\" does" },
        { "seal-transcript", "seal", "Type SEAL to close the transcript", "SEAL", ["SEAL"], "\"seal\" was asked for in another form than a step of the kind \"seal-transcript\" does" },
        { "compare-fingerprint", "word 12", "Word 12", " *[A-Za-z]+ *", null, null },
        { "compare-fingerprint", "word 12", "Word 13", " *[A-Za-z]+ *", null, "\"word 12\" was asked for with the words \"Word 13\", and not \"Word 12\"" },
        { "compare-fingerprint", "word", "Word", " *[A-Za-z]+ *", null, "a step of the kind \"compare-fingerprint\" does not ask for \"word\"" },
        { "record", "record", "Anything", "[0-9]+", null, null },
        { "dance", "tune", "Which", null, null, null },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_step_asks_the_questions_of_its_kind(string kind, string name, string label, string? pattern, string[]? choices, string? says)
    {
        var field = new JsonMap { { "name", name }, { "label", label }, { "pattern", pattern is null ? null : new JsonText(pattern) }, { "choices", choices is null ? null : JsonList.OfText(choices) } };
        Unchained lines = new Unchained().Open().Add("step-started", "one", ("do", kind)).Add("answered", "one", ("form", new JsonList(field)));
        Assert.Equal(says is null ? [] : [$"Line 3 (answered): {says}."], Walked.Over(QuestionsCheck.Problems, lines.Evidence()));
        Assert.Empty(Walked.Over(QuestionsCheck.Problems, new Unchained().Open().Add("answered", "one", ("form", new JsonList(field))).Evidence()));
    }

    // The first line of that kind in the step is another; requests and chain are others' business.
    private static IReadOnlyList<string> Problems(string step, string kind, Func<JsonMap, JsonMap?> change)
    {
        string at = "";
        bool isChanged = false;
        return [.. Walked.Over(AnswersCheck.Problems, Unchained.Of(Lines, line =>
        {
            at = line.Text("kind") == "step-started" ? line.Text("do") : at;
            bool isIt = !isChanged && at == step && line.Text("kind") == kind;
            isChanged |= isIt;
            return isIt ? change(line) : line;
        }))];
    }

    private static Func<JsonMap, JsonMap?> Set(string name, Func<JsonMap, JsonMap> change) => line => With(line, name, change(line[name].AsMap()));
}
