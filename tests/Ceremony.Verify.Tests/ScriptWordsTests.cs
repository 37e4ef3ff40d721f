using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What the script has said, asked and attested was said, asked and attested.</summary>
public class ScriptWordsTests
{
    /// <summary>Who attests what where the script asks officer 1 for "I saw it."; what is said.</summary>
    [Theory]
    [InlineData("attest", "Ada", "I saw it.", null)]
    [InlineData("operator-action", "Ada", "I saw it.", null)]
    [InlineData("attest", "Ada", "I saw nothing.", "what was attested is not what script.yaml says")]
    [InlineData("operator-action", "Ada", "I saw nothing.", "what was attested is not what script.yaml says")]
    [InlineData("attest", "Bo", "I saw it.", "Bo attested, but script.yaml asks officer 1, Ada")]
    [InlineData("read", "Ada", "I saw it.", "somebody attested in a step of the kind \"read\"")]
    public void Whoever_sits_in_the_seat_attests_in_the_words_of_the_script(string kind, string person, string statement, string? says)
    {
        OutlineStep step = Step(kind, (kind == "attest" ? "statement" : "text", "I saw it."), ("by", "officer 1"));
        Says(says, Seated().Add("attested", "one", ("call", 1), ("statement", statement), ("person", person)), step);
    }

    [Fact]
    public void Whoever_left_or_came_later_sits_where_the_record_says()
    {
        OutlineStep step = Step("attest", ("statement", "I saw it."), ("by", "officer 1"));
        Unchained left = Seated().Leave("officer", 1, "Ada");
        Says("Ada attested, but script.yaml asks officer 1, where nobody sat", left.Add("attested", "one", ("call", 1), ("statement", "I saw it."), ("person", "Ada")), step);
        Unchained later = Seated().Leave("officer", 1, "Ada").Enter("officer", 1, "Eve");
        Says(null, later.Add("attested", "one", ("call", 1), ("statement", "I saw it."), ("person", "Eve")), step);
    }

    /// <summary>The label and the pattern of the question, what the script has of the pattern, what is said.</summary>
    [Theory]
    [InlineData("The number", ".+", null, true)]
    [InlineData("The number", ".+", "", true)]
    [InlineData("The number", "[0-9]+", "[0-9]+", true)]
    [InlineData("The number", ".+", "[0-9]+", false)]
    [InlineData("The number", "7", "7", true)]
    [InlineData("The number", null, null, false)]
    [InlineData("A number", ".+", null, false)]
    public void What_is_recorded_is_what_the_script_asks_for(string label, string? pattern, string? written, bool isRight)
    {
        OutlineStep step = Step("record", [("ask", "The number"), .. written is null ? Array.Empty<(string, string)>() : [("pattern", written)]]);
        var field = new JsonMap { { "name", "record" }, { "label", label }, { "pattern", pattern is null ? null : new JsonText(pattern) } };
        const string Other = "what was asked for is not what script.yaml asks for";
        Says(isRight ? null : Other, Seated().Add("answered", "one", ("call", 1), ("form", new JsonList(field))), step);
        Says(Other, Seated().Add("answered", "one", ("call", 1), ("form", new JsonList(field, field))), step);
        Says(Other, Seated().Add("answered", "one", ("call", 1), ("form", new JsonList())), step);
    }

    [Theory]
    [InlineData(new[] { "operator 1", "officer 1", "officer 2" }, true)]
    [InlineData(new[] { "operator 1", "officer 2", "officer 1" }, false)]
    [InlineData(new[] { "operator 1", "officer 1" }, false)]
    public void People_are_gathered_for_the_seats_of_the_script(string[] seats, bool isRight) => Says(
        isRight ? null : "the seats for which people were named are not those of script.yaml",
        Seated().Add("answered", "one", ("call", 1), ("form", new JsonList(seats.Select(seat => (JsonValue)new JsonMap { { "name", seat } })))),
        Step("gather"));

    [Fact]
    public void What_is_read_to_the_room_is_the_text_of_the_script()
    {
        const string Other = "what was read to the room is not what script.yaml says";
        OutlineStep step = Step("read", ("text", "Welcome."));
        Says(null, Shown(Block("text", "Welcome.")), step);
        Says(Other, Shown(Block("text", "Go home.")), step);
        Says(Other, Shown(Block("warning", "Welcome.")), step);
        Says(Other, Shown(Block("text", "Welcome."), Block("text", "Welcome.")), step);
        Says(Other, Shown(), step);
    }

    /// <summary>Lines that no field of the script is about.</summary>
    [Theory]
    [InlineData("shown", "record")]
    [InlineData("shown", "generate-key")]
    [InlineData("answered", "read")]
    [InlineData("answered", "check-room")]
    public void What_a_step_shows_and_asks_of_its_own_is_not_compared(string kind, string step) =>
        Says(null, Seated().Add(kind, "one", ("call", 1), ("form", new JsonList()), ("screen", new JsonMap { { "blocks", new JsonList() } })), Step(step, ("ask", "x"), ("text", "x")));

    [Fact]
    public void Neither_is_what_belongs_to_no_call_or_to_no_step_of_the_script()
    {
        var screen = new JsonMap { { "blocks", new JsonList() } };
        Says(null, Seated().Add("shown", "one", ("screen", screen)), Step("read", ("text", "Welcome.")));
        Says(null, Seated().Add("shown", "another", ("call", 1), ("screen", screen)), Step("read", ("text", "Welcome.")));
        Says(null, Seated().Add("shown", null, ("call", 1), ("screen", screen)), Step("read", ("text", "Welcome.")));
    }

    [Fact]
    public void Outputs_of_steps_before_are_filled_in()
    {
        var step = new OutlineStep("two", "read", "All", "two", outputs => outputs.TryGetValue("one", out IReadOnlyDictionary<string, string>? one)
            ? new Dictionary<string, JsonValue> { ["text"] = $"The key is {one["key"]}." }
            : null);
        var done = new Unchained().Open().Add("step-done", "one", ("outputs", new JsonMap { { "key", "CA key" } }));
        Says(null, Shown(done, "two", Block("text", "The key is CA key.")), step);
        Says("what was read to the room is not what script.yaml says", Shown(done, "two", Block("text", "The key is another.")), step);
        Says(null, Shown(new Unchained().Open(), "two", Block("text", "Anything.")), step);
    }

    private static void Says(string? says, Unchained lines, OutlineStep step) => Assert.Equal(
        says is null ? [] : [$"Line {lines.Lines.Count} ({lines.Lines[^1].Kind}): {says}."],
        Walked.Over(evidence => ScriptWords.Problems(evidence, new ScriptOutline("small", "Small", 1, 2, 600, false, [], "own", new Dictionary<string, string>(), [], ["operator 1", "officer 1", "officer 2"], [step])), lines.Evidence()));

    private static Unchained Seated() => new Unchained().Open()
        .Enter("operator", 1, "Oda")
        .Enter("officer", 1, "Ada")
        .Enter("officer", 2, "Bo");

    private static Unchained Shown(params JsonMap[] blocks) => Shown(Seated(), "one", blocks);

    private static Unchained Shown(Unchained lines, string step, params JsonMap[] blocks) => lines.Add("shown", step, ("call", 1), ("screen", new JsonMap { { "blocks", new JsonList(blocks) } }));

    private static JsonMap Block(string block, string text) => new() { { "block", block }, { "text", text } };

    private static OutlineStep Step(string kind, params (string Name, string Value)[] fields) =>
        new("one", kind, "All", "one", _ => fields.ToDictionary(field => field.Name, field => (JsonValue)field.Value));
}
