using Ceremony.Scripts;

namespace Ceremony.Foresight.Tests;

public sealed class ChoiceCombinationsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void A_few_choices_are_all_combined_the_usual_ones_first()
    {
        ChoiceCombinations all = Of("a: { ask: A, choices: [x, y, z], default: z }, b: { ask: B, choices: [x, y] }, c: { ask: C, choices: [x, y], when: { a: x } }", "a b c");

        Assert.Equal(8, all.Count);
        Assert.Equal(
            ["a=z b=x", "a=x b=x c=x", "a=x b=x c=y", "a=x b=y c=x", "a=x b=y c=y", "a=y b=x", "a=y b=y", "a=z b=y"],
            all.Tried.Select(values => string.Join(' ', values.Select(each => $"{each.Key}={each.Value}"))));
    }

    [Fact]
    public void A_choice_that_nothing_heeds_is_not_varied() => Assert.Single(Of("a: { ask: A, choices: [x, y] }, b: { ask: B, choices: [x, y] }", "").Tried);

    [Fact]
    public void Of_many_choices_every_two_that_can_be_together_are_together_once()
    {
        string names = string.Join(' ', Enumerable.Range(1, 8).Select(number => $"p{number}"));
        string more = "q: { ask: Q, choices: [x, y], when: { p1: y, p2: x } }";

        ChoiceCombinations some = Of(string.Join(", ", names.Split(' ').Select(name => $"{name}: {{ ask: P, choices: [x, y, z] }}").Append(more)), $"{names} q");

        Assert.Equal(6561 + 729, some.Count);
        Assert.InRange(some.Tried.Count, 9, 40);
        string[] all = [.. names.Split(' ')];
        foreach ((string one, string other) in all.SelectMany(one => all.Where(other => string.CompareOrdinal(one, other) < 0).Select(other => (one, other))))
        {
            Assert.Equal(9, some.Tried.Select(values => (values[one], values[other])).Distinct().Count());
        }

        Assert.All(some.Tried, values => Assert.Equal(values["p1"] == "y" && values["p2"] == "x", values.ContainsKey("q")));
        Assert.Equal(2 * 6 * 3, some.Tried.Where(values => values.ContainsKey("q")).SelectMany(values => all[2..].Select(name => (values["q"], name, values[name]))).Distinct().Count());
    }

    private static ChoiceCombinations Of(string parameters, string used)
    {
        string texts = string.Concat(used.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"- {{ id: read-{name}, do: read, WHENtext: '${{param.{name}}}' }}\n"));
        string steps = texts.Replace("id: read-c, do: read, WHEN", "id: read-c, do: read, when: { a: x }, ", StringComparison.Ordinal)
            .Replace("id: read-q, do: read, WHEN", "id: read-q, do: read, when: { p1: y, p2: x }, ", StringComparison.Ordinal).Replace("WHEN", "", StringComparison.Ordinal);
        return ChoiceCombinations.Of(Held.Read(Held.Script(steps, parameters: $"parameters: {{ {parameters} }}")), Nothing, _ => "");
    }
}
