using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>The compact notation of a field's type, type by type.</summary>
public class ShapeTests
{
    /// <summary>The type, a value, the rest of the sentence about it; null where it is of that type.</summary>
    public static TheoryData<string, JsonValue, string?> Values => new()
    {
        { "text", "", null },
        { "text", 1, "not text" },
        { "name", "a", null },
        { "name", "", "empty" },
        { "name", 1, "not text" },
        { "number", 0, null },
        { "number", -1, "not a number of 0 or more" },
        { "number", "0", "not a number of 0 or more" },
        { "count", 1, null },
        { "count", 0, "not a number of 1 or more" },
        { "count", "1", "not a number of 1 or more" },
        { "signed", -1, null },
        { "signed", "1", "not a number" },
        { "bool", false, null },
        { "bool", "false", "neither true nor false" },
        { "true", true, null },
        { "true", false, "not true" },
        { "hash", new string('a', 64), null },
        { "hash", new string('a', 62), "not 64 lower-case hex digits" },
        { "hash", new string('a', 63) + "g", "not 64 lower-case hex digits" },
        { "hash", new string('A', 64), "not 64 lower-case hex digits" },
        { "hex", "0a", null },
        { "hex", "a", "not pairs of lower-case hex digits" },
        { "hex", "", "not pairs of lower-case hex digits" },
        { "hex", "0g", "not pairs of lower-case hex digits" },
        { "hex?", "", null },
        { "hex?", "0a", null },
        { "hex?", "a", "not pairs of lower-case hex digits" },
        { "bytes", "QQ==", null },
        { "bytes", "", "not base64" },
        { "bytes", "Q", "not base64" },
        { "bytes", "QQ== ", "not base64" },
        { "bytes?", "", null },
        { "bytes?", "QQ==", null },
        { "bytes?", "!", "not base64" },
        { "time", "2026-03-01T14:02:11.123Z", null },
        { "time", "2026-03-01", "not a time of the form 2026-03-01T14:02:11.123Z" },
        { "a|b", "b", null },
        { "a|b", "c", "not one of a, b" },
        { "a|b", "a|b", "not one of a, b" },
        { "a|b", 1, "not one of a, b" },
        { "[text]", new JsonList("a", "b"), null },
        { "[text]", new JsonList(), null },
        { "[text]", "a", "not a list" },
        { "[+text]", new JsonList("a"), null },
        { "[+text]", new JsonList(), "empty" },
        { "{text}", new JsonMap { { "a", "b" } }, null },
        { "{text}", new JsonList(), "not a map" },
        { "@known", new JsonMap { { "a", "b" } }, null },
        { "@known", "a", "not a map" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_of_a_type_or_not(string shape, JsonValue value, string? says) =>
        Assert.Equal(says is null ? null : $"the field \"x\" is {says}", Problem(shape, value));

    [Fact]
    public void What_is_inside_is_named_by_its_place()
    {
        Assert.Equal("the field \"x[2]\" is not text", Problem("[text]", new JsonList("a", 1)));
        Assert.Equal("the field \"x.b\" is not text", Problem("{text}", new JsonMap { { "a", "a" }, { "b", 1 } }));
        Assert.Equal("the field \"x[1].a\" is not known", Shape.Of("[@known]", (part, _) => new Misfit($"is not {part}", ".a")).Misfit(new JsonList(new JsonMap()))?.At(".x").Clause);
        Assert.Throws<ArgumentException>(() => Problem("colour", "red"));
    }

    private static string? Problem(string shape, JsonValue value) => Shape.Of(shape, (_, _) => null).Misfit(value)?.At(".x").Clause;

    /// <summary>A token of an inventory is there, away, or could not be looked at: one of these.</summary>
    [Fact]
    public void A_token_of_an_inventory_has_its_name_and_one_thing_more()
    {
        JsonMap name = new() { { "token", "hsm" } };
        Assert.Null(Inventory(name.With(new JsonMap { { "absent", true } })));
        Assert.Null(Inventory(name.With(new JsonMap { { "fault", "TwoTokens" } })));
        const string Odd = "the field \"tokens[1]\" does not have the fields it should have";
        Assert.Equal(Odd, Inventory(name));
        Assert.Equal(Odd, Inventory(name.With(new JsonMap { { "absent", true }, { "fault", "TwoTokens" } })));
        Assert.Equal(Odd, Inventory(new JsonMap { { "absent", true }, { "fault", "TwoTokens" } }));
        Assert.Equal("the field \"tokens[1].absent\" is not true", Inventory(name.With(new JsonMap { { "absent", false } })));
    }

    /// <summary>Which of its three fields a line that answers a call has, whether that is right.</summary>
    [Theory]
    [InlineData("call attempt asks", true)]
    [InlineData("call attempt", false)]
    [InlineData("call asks", false)]
    [InlineData("call", false)]
    public void What_answers_a_call_says_which_attempt_and_what_was_asked(string has, bool isRight)
    {
        var line = new JsonMap { { "screen", new JsonMap { { "title", "A title" }, { "blocks", new JsonList() } } } };
        foreach (string field in has.Split(' '))
        {
            line.Add(field, field == "asks" ? Judged.Zeros : 1);
        }

        Assert.Equal(isRight, !KnownEditions.Newest.LineProblems("shown", line).Any(says => says == "it answers a call, but does not say which attempt or what was asked"));
    }

    private static string? Inventory(JsonMap token) => FieldShapes.Problem("inventory", new JsonMap { { "tokens", new JsonList(token) } });
}
