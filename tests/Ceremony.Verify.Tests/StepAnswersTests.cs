using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>Who is named is who comes, what is recorded is what was answered, and whoever attests read that statement under their own name.</summary>
public class StepAnswersTests
{
    /// <summary>Who is named, who enters, the edition, what is said.</summary>
    public static TheoryData<(string Seat, string Name)[], (string Role, long Number, string Name)[], long, string?> People => new()
    {
        { [("officer 1", "Ada"), ("witness 1", "Wim")], [("officer", 1, "Ada"), ("witness", 1, "Wim")], 3, null },
        { [("officer 1", " Ada  Berg ")], [("officer", 1, "Ada Berg")], 3, null },
        { [("officer 1", "Ada")], [("officer", 1, "Eve")], 3, "Ada was named as officer 1, but Eve entered" },
        { [("officer 1", "Ada")], [("officer", 2, "Ada")], 3, "Ada was named as officer 1, but nobody entered" },
        { [("officer 1", "Ada")], [("officer", 1, "Ada"), ("guest", 1, "Eve")], 3, "Eve entered as guest 1, but was not named" },
        { [("officer 1", "Ada"), ("officer 2", "ADA")], [("officer", 1, "Ada"), ("officer", 2, "ADA")], 3, "one person was named as officer 1 and as officer 2" },
        { [("officer 1", "Ada"), ("officer 2", "ADA")], [("officer", 1, "Ada"), ("officer", 2, "ADA")], 2, null },
        { [], [("officer", 1, "Ada")], 3, "the people were gathered, but nobody was named" },
    };

    [Theory]
    [MemberData(nameof(People))]
    public void Who_was_named_is_who_entered((string Seat, string Name)[] named, (string Role, long Number, string Name)[] entered, long edition, string? says)
    {
        Unchained lines = new Unchained().Add("opened", null, ("mode", "rehearsal"), ("edition", edition)).Add("step-started", "one", ("do", "gather"), ("attempt", 1));
        lines = named.Length == 0 ? lines : Answered(lines, named);
        foreach ((string role, long number, string name) in entered)
        {
            lines.Enter(role, number, name, "one");
        }

        Says(says, lines.Add("step-done", "one", ("outputs", new JsonMap())));
    }

    [Theory]
    [InlineData("4711", null)]
    [InlineData("4712", "the output \"\" is not what was answered")]
    [InlineData(null, "something was to be recorded, but there is no output")]
    public void What_is_recorded_is_what_was_answered(string? output, string? says)
    {
        Unchained lines = new Unchained().Open().Add("step-started", "one", ("do", "record"), ("attempt", 1));
        Says(says, Answered(lines, ("record", "4711")).Add("step-done", "one", ("outputs", output is null ? [] : new JsonMap { { "", output } })));
    }

    /// <summary>What the screen said, in blocks of its own; what is said of what Ada attested.</summary>
    [Theory]
    [InlineData("text", "Ada (officer 1) is asked:", "It is so.", null)]
    [InlineData("text", "Bo (officer 2) is asked:", "It is so.", "Ada attested, but the screen asked somebody else")]
    [InlineData("text", "Adam (officer 1) is asked:", "It is so.", "Ada attested, but the screen asked somebody else")]
    [InlineData("text", "Ada (officer 1) is asked:", "It is not so.", "what was attested is not what the screen said that was answered")]
    [InlineData("text", "Ada (officer 1) is asked:", "It is so. Or not.", "what was attested is not what the screen said that was answered")]
    [InlineData("warning", "Ada (officer 1) is asked:", "It is so.", "what was attested is not what the screen said that was answered")]
    public void Whoever_attests_had_read_that_under_their_name(string block, string asked, string statement, string? says)
    {
        Unchained lines = Answered(new Unchained().Open(), Screen(block, asked, statement), ("attest", "agree")).Add("attested", "one", ("person", "Ada"), ("statement", "It is so."));
        Assert.Equal(says is null ? [] : [$"Line 3 (attested): {says}."], Walked.Over(StatementsCheck.Problems, lines.Evidence()));
    }

    [Fact]
    public void What_another_step_or_an_earlier_screen_said_does_not_count()
    {
        const string Failure = "(attested): what was attested is not what the screen said that was answered.";
        JsonMap screen = Screen("text", "Ada (officer 1) is asked:", "It is so.");
        Unchained another = Answered(new Unchained().Open(), screen, ("attest", "agree")).Add("attested", "two", ("person", "Ada"), ("statement", "It is so."));
        Assert.Equal([$"Line 3 {Failure}"], Walked.Over(StatementsCheck.Problems, another.Evidence()));
        Unchained earlier = Answered(Answered(new Unchained().Open(), screen, ("attest", "agree")), Screen("text", "Something else."), ("attest", "agree"));
        Assert.Equal([$"Line 4 {Failure}"], Walked.Over(StatementsCheck.Problems, earlier.Add("attested", "one", ("person", "Ada"), ("statement", "It is so.")).Evidence()));
    }

    private static void Says(string? says, Unchained lines) => Assert.Equal(
        says is null ? [] : [$"Line {lines.Lines.Count} (step-done): {says}."],
        Walked.Over(AnswersCheck.Problems, lines.Evidence()).Where(problem => problem.Contains("(step-done)", StringComparison.Ordinal)));

    private static Unchained Answered(Unchained lines, params IReadOnlyList<(string Name, string Answer)> answers) => Answered(lines, Screen("text"), answers);

    private static Unchained Answered(Unchained lines, JsonMap screen, params IReadOnlyList<(string Name, string Answer)> answers)
    {
        var given = new JsonMap();
        foreach ((string name, string answer) in answers)
        {
            given.Add(name, answer);
        }

        return lines.Add("answered", "one", ("screen", screen), ("form", new JsonList(answers.Select(each => (JsonValue)new JsonMap { { "name", each.Name }, { "label", each.Name } }))), ("answers", given));
    }

    private static JsonMap Screen(string block, params IReadOnlyList<string> texts) =>
        new() { { "blocks", new JsonList(texts.Select(text => (JsonValue)new JsonMap { { "block", block }, { "text", text } })) } };
}
