using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.TestKit;

namespace Ceremony.Verify.Tests;

/// <summary>Every field has a type, and a value of another is refused by the line and the field.</summary>
public class FieldShapesTests
{
    private static readonly JsonMap Nothing = [];

    /// <summary>The kind, which of that kind, the field, the value, what is said.</summary>
    public static TheoryData<string, int, string[], JsonValue, string> Odd => new()
    {
        { "opened", 1, ["title"], 1, "(opened): the field \"title\" is not text." },
        { "opened", 1, ["title"], "", "(opened): the field \"title\" is empty." },
        { "opened", 1, ["version"], 0, "(opened): the field \"version\" is not a number of 1 or more." },
        { "opened", 1, ["confirm", "within"], -1, "(opened): the field \"confirm.within\" is not a number of 0 or more." },
        { "opened", 1, ["confirm", "among"], 3, "(opened): the field \"confirm\" does not have the fields it should have." },
        { "opened", 1, ["modules"], JsonNull.Value, "(opened): the field \"modules\" is not a list." },
        { "opened", 1, ["program-sha256"], new string('a', 63), "(opened): the field \"program-sha256\" is not 64 lower-case hex digits." },
        { "opened", 1, ["program-sha256"], new string('A', 64), "(opened): the field \"program-sha256\" is not 64 lower-case hex digits." },
        { "parameters", 1, ["values"], new JsonMap { { "day", 1 } }, "(parameters): the field \"values.day\" is not text." },
        { "step-started", 1, ["number"], 0, "(step-started): the field \"number\" is not a number of 1 or more." },
        { "step-started", 1, ["air-gap"], "yes", "(step-started): the field \"air-gap\" is neither true nor false." },
        { "step-started", 1, ["interfaces"], new JsonList(Nothing), "(step-started): the field \"interfaces[1]\" does not have the fields it should have." },
        { "answered", 1, ["answers"], new JsonList(), "(answered): the field \"answers\" is not a map." },
        { "answered", 1, ["form"], new JsonList(new JsonMap { { "name", "a" }, { "label", "A" }, { "choices", new JsonList() } }), "(answered): the field \"form[1].choices\" is empty." },
        { "entered", 1, ["person", "name"], JsonNull.Value, "(entered): the field \"person.name\" is not text." },
        { "entered", 1, ["person", "name"], "", "(entered): the field \"person.name\" is empty." },
        { "looked", 1, ["look", "path"], 1, "the field \"look.path\" is not text." },
        { "looked", 1, ["look", "look"], "around", "the field \"look.look\" is \"around\", which is not known." },
        { "looked", 1, ["seen", "bytes"], "!", "the field \"seen.bytes\" is not base64." },
        { "looked", 1, ["seen", "bytes"], "AAAA AAAA", "the field \"seen.bytes\" is not base64." },
        { "proposed", 1, ["authority"], "the operator", "(proposed): the field \"authority\" is not one of officers, operator." },
        { "proposed", 1, ["nonce"], "xyz", "(proposed): the field \"nonce\" is not pairs of lower-case hex digits." },
        { "proposed", 1, ["until"], "soon", "(proposed): the field \"until\" is not a time of the form 2026-03-01T14:02:11.123Z." },
        { "proposed", 1, ["screen", "blocks"], new JsonList(new JsonMap { { "block", "text" }, { "text", 1 } }), "(proposed): the field \"screen.blocks[1].text\" is not text." },
        { "proposed", 1, ["screen", "blocks"], new JsonList(new JsonMap { { "block", "film" } }), "(proposed): the field \"screen.blocks[1].block\" is \"film\", which is not known." },
        { "confirmed", 1, ["origin"], "memory", "(confirmed): the field \"origin\" is not one of card, soft, console." },
        { "intended", 1, ["action", "id"], "0x", "(intended): the field \"action.id\" is not pairs of lower-case hex digits." },
        { "intended", 1, ["action", "usage"], new JsonList(), "(intended): the field \"action.usage\" is empty." },
        { "performed", 1, ["receipt", "size"], -5, "(performed): the field \"receipt.size\" is not a number of 0 or more." },
        { "step-done", 1, ["outputs"], new JsonMap { { "key", JsonNull.Value } }, "(step-done): the field \"outputs.key\" is not text." },
        { "step-done", 2, ["facts"], new JsonList(JsonNull.Value), "(step-done): the field \"facts[1]\" is not a map." },
        { "sealed", 1, ["outcome"], "done", "(sealed): the field \"outcome\" is not one of completed, aborted." },
        { "sealed", 1, ["quorum"], -2, "(sealed): the field \"quorum\" is not a number of 0 or more." },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void A_value_of_another_type_is_refused(string kind, int which, string[] field, JsonValue value, string says)
    {
        using MadeArchive archive = MadeArchive.Whole((each, number, line) => each == kind && number == which ? With(line, field, value) : line);
        CheckResult fields = archive.Verify().Checks.Single(check => check.Name == "fields");
        Assert.False(fields.Passed);
        Assert.EndsWith(says, fields.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_has_a_type()
    {
        Assert.All(Rules.Known.SelectMany(rules => rules.Lines.All.SelectMany(line => line.Fields.Possible.Select(field => (Owner: line.Name, Field: field)))), HasType);
        Assert.All(Rules.Known.SelectMany(rules => rules.Actions.All.SelectMany(action => action.Fields.Possible.Select(field => (Owner: $"do {action.Name}", Field: field)))), HasType);
        Assert.All(Rules.Known.SelectMany(rules => rules.Actions.All.SelectMany(action => action.Receipt.Possible.Select(field => (Owner: "receipt", Field: field)))), HasType);
        Assert.All(Rules.Known.SelectMany(rules => rules.Facts.All.SelectMany(fact => fact.Fields.Possible.Select(field => (Owner: $"fact {fact.Name}", Field: field)))), HasType);
    }

    [Fact]
    public void Every_action_and_fact_of_the_program_has_values_of_its_types()
    {
        // The other samples have hashes that are easy to read, and too short.
        Assert.All(SampleActions.All.Where(action => action is not (EditConfig or PlaceFile or RemoveFile or ClearBackup)), action => Assert.Null(FieldShapes.Problem("intended", new JsonMap { { "action", action.ToJson() } })));
        Assert.All(SampleFacts.All(Cast.Original.Card1.Certificate).Where(fact => fact is not ConfigEdited), fact => Assert.Null(FieldShapes.Problem("step-done", new JsonMap { { "facts", new JsonList(fact.ToJson()) } })));
        Assert.All(SampleReceipts.All.Where(receipt => receipt is not (StoredReceipt or SoftTokenReceipt or EditedReceipt)), receipt => Assert.Null(FieldShapes.Problem("performed", new JsonMap { { "receipt", receipt.ToJson() } })));
    }

    private static void HasType((string Owner, string Field) each) => Assert.True(FieldShapes.Find(each.Owner, each.Field) is not null, $"src/Ceremony.Verify/Editions/FieldShapes.cs has no type of \"{each.Field}\" ({each.Owner}).");

    private static JsonMap With(JsonMap map, ReadOnlySpan<string> path, JsonValue value) => map.Without(path[0]).With(new JsonMap
    {
        { path[0], path.Length == 1 ? value : With(map.Find(path[0]) is JsonMap inner ? inner : [], path[1..], value) },
    });

    private static class Rules
    {
        public static IEnumerable<Verify.Rules> Known => KnownEditions.Known;
    }
}
