using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>What a forged journal says otherwise than the honest one, apart from what chains the lines.</summary>
/// <param name="Added">Lines that are new or changed.</param>
/// <param name="Missing">Lines that are gone or were changed.</param>
/// <param name="IsCutOff">Whether only the end is missing.</param>
internal sealed record Difference(IReadOnlyList<JsonMap> Added, IReadOnlyList<JsonMap> Missing, bool IsCutOff)
{
    private static readonly string[] Chaining = ["seq", "prev", "asks", "at", "mono", "proposed", "approved", "intended", "exception"];

    // What somebody agreed to, and what holds since.
    private static readonly string[] Binding = ["approved", "intended", "sealed"];

    /// <summary>The agreements and deeds in it that never were. What a token told of a deed that was is a line in which nobody signs.</summary>
    public IReadOnlyList<JsonMap> Invented => [.. Added.Where(IsBinding), .. Added.Where(IsDeed).Skip(Missing.Count(IsDeed))];

    /// <summary>The kinds of lines that are otherwise.</summary>
    public IReadOnlyList<string> Kinds => [.. Added.Concat(Missing).Select(line => line.Text("kind")).Distinct().Order(StringComparer.Ordinal)];

    public static Difference Between(byte[] honest, byte[] forged)
    {
        List<JsonMap> before = [.. HonestCeremony.Lines(honest).Select(Said)];
        List<JsonMap> after = [.. HonestCeremony.Lines(forged).Select(Said)];
        return new(Without(after, before), Without(before, after), after.Count < before.Count && before.Take(after.Count).SequenceEqual(after));
    }

    private static bool IsDeed(JsonMap line) => line.Text("kind") == "performed";

    private static bool IsBinding(JsonMap line) => Binding.Contains(line.Text("kind")) || (line.Text("kind") == "step-done" && line.Find("facts") is JsonList { Count: > 0 });

    private static JsonMap Said(JsonMap line) => Chaining.Aggregate(line, (said, field) => field == line.Text("kind") ? said : said.Without(field));

    private static List<JsonMap> Without(List<JsonMap> lines, List<JsonMap> others)
    {
        var left = new List<JsonMap>(others);
        return [.. lines.Where(line => !left.Remove(line))];
    }
}
