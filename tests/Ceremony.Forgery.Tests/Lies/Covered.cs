using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>What a lie is about: the kinds of lines that it changes, the actions, facts and looks in them, and the kinds of steps to which they belong.</summary>
internal static class Covered
{
    public static IEnumerable<string> By(Lie lie)
    {
        HonestCeremony honest = lie.Of();
        IReadOnlyList<JsonMap> before = honest.Lines();
        var forger = new Forger(before) { Files = honest.Files.ToDictionary(StringComparer.Ordinal) };
        lie.Tell(forger);
        IReadOnlyList<JsonMap> after = [.. forger.Lines.Select(line => line.Json)];
        Dictionary<string, string> kinds = before.Where(line => line.Text("kind") == "step-started").DistinctBy(line => line.Text("step")).ToDictionary(line => line.Text("step"), line => line.Text("do"), StringComparer.Ordinal);
        return Without(before, after).Concat(Without(after, before)).SelectMany(line => Names(line, kinds)).Distinct();
    }

    private static IEnumerable<JsonMap> Without(IEnumerable<JsonMap> lines, IEnumerable<JsonMap> others)
    {
        var left = others.ToHashSet();
        return [.. lines.Where(line => !left.Contains(line))];
    }

    private static IEnumerable<string> Names(JsonMap line, Dictionary<string, string> kinds)
    {
        yield return $"line {Text(line, "kind")}";
        if (line.Find("step") is JsonText(var step) && kinds.TryGetValue(step, out string? kind))
        {
            yield return $"step {kind}";
        }

        if (line.Find("look") is JsonMap look)
        {
            yield return $"look {Text(look, "look")}";
        }

        foreach (JsonMap action in Maps(line.Find("actions")).Concat(line.Find("action") is JsonMap one ? [one] : []))
        {
            yield return $"action {Text(action, "do")}";
        }

        foreach (JsonMap fact in Maps(line.Find("facts")))
        {
            yield return $"fact {Text(fact, "fact")}";
        }
    }

    private static IEnumerable<JsonMap> Maps(JsonValue? list) => list is JsonList items ? items.OfType<JsonMap>() : [];

    private static string Text(JsonMap map, string name) => map.Find(name) is JsonText(var text) ? text : "";
}
