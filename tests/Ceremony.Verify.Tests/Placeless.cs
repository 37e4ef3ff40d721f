using System.Text.RegularExpressions;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>Failures in the second half of a bootstrap, where it is of no matter on which line something stands: a line's number within a sentence is written 0.</summary>
internal static partial class Placeless
{
    public static readonly string Zeros = new('0', 64);

    /// <summary>What the verifier says against a whole bootstrap.</summary>
    public static IReadOnlyList<string> Failures(JournalMaker journal) =>
        [.. journal.VerifyAlone().Failures().Select(each => Number().Replace(WithoutPlace(each), "line 0"))];

    /// <summary>A failure without the line that it is about.</summary>
    public static string WithoutPlace(string failure) => Place().Replace(failure, "");

    /// <summary>A failure in which each line's number is written 0.</summary>
    public static string Numberless(string failure) => AnyNumber().Replace(failure, "line 0");

    /// <summary>The same where something more is done before the sealing step.</summary>
    public static IReadOnlyList<string> AtTheEnd(Action<JournalMaker> act) => Failures(SecondHalf.Of(atTheEnd: act));

    /// <summary>The same where the first fact of a step says something else in one field; null takes the field away.</summary>
    public static IReadOnlyList<string> WithFact(string step, string fact, string field, JsonValue? value) => Failures(SecondHalf.Of((kind, _, line) =>
        kind == "step-done" && line.Text("step") == step ? With(line, "facts", Changed(line["facts"].AsList(), fact, field, value)) : line));

    /// <summary>The same where every line of a kind in a step is otherwise, or is not there.</summary>
    public static IReadOnlyList<string> WithLine(string step, string kind, Func<JsonMap, JsonMap?> change) => Failures(SecondHalf.Of((each, _, line) =>
        each == kind && line.Find("step") is JsonText(var at) && at == step ? change(line) : line));

    /// <summary>The same where a fact, or an entry of that name, says something else in one field wherever a step names it, so that it was agreed to like this.</summary>
    public static IReadOnlyList<string> WithEntry(string step, string fact, string field, JsonValue? value) => Failures(SecondHalf.Of((_, _, line) =>
        line.Find("step") is JsonText(var at) && at == step ? Deep(line, map => map.Find("fact") is JsonText(var name) && name == fact ? With(map, field, value) : map).AsMap() : line));

    /// <summary>A value in which every map is otherwise.</summary>
    public static JsonValue Deep(JsonValue value, Func<JsonMap, JsonMap> change) => value switch
    {
        JsonMap map => change(map.Aggregate(new JsonMap(), (all, each) => all.With(new JsonMap { { each.Key, Deep(each.Value, change) } }))),
        JsonList list => new JsonList(list.Select(each => Deep(each, change))),
        _ => value,
    };

    /// <summary>A map with another value in one member.</summary>
    public static JsonMap With(JsonMap line, string name, JsonValue? value) => value is null ? line.Without(name) : line.Without(name).With(new JsonMap { { name, value } });

    private static JsonList Changed(JsonList facts, string fact, string field, JsonValue? value)
    {
        JsonMap first = facts.Select(each => each.AsMap()).First(each => each.Text("fact") == fact);
        return new JsonList(facts.Select(each => each == first ? With(first, field, value) : each));
    }

    [GeneratedRegex(@"(?<=^[a-z-]+: )Line \d+ \([a-z-]+\): ")]
    private static partial Regex Place();

    [GeneratedRegex(@"[Ll]ine \d+")]
    private static partial Regex AnyNumber();

    [GeneratedRegex(@"line \d+")]
    private static partial Regex Number();
}
