using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Whoever attested had read that very statement, on a screen that called them by name, and answered there.</summary>
internal static class StatementsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var answered = new Dictionary<string, JournalLine>(StringComparer.Ordinal);
        return Check.EachLine(line => line is { Kind: "answered" or "attested", Step: not null }, line =>
        {
            if (line.Kind == "answered")
            {
                answered[line.Step!] = line;
                return [];
            }

            return Problem(line, answered.GetValueOrDefault(line.Step!)) is { } problem ? [problem] : [];
        });
    }

    private static string? Problem(JournalLine attested, JournalLine? answered)
    {
        string[] read = answered is null ? [] : [.. answered.Json["screen"].AsMap()["blocks"].AsList().Select(block => block.AsMap()).Where(block => block.Text("block") == "text").Select(block => block.Text("text"))];
        string person = attested.Json.Text("person");
        return !read.Contains(attested.Json.Text("statement")) ? "what was attested is not what the screen said that was answered"
            : !read.Any(text => text.StartsWith($"{person} (", StringComparison.Ordinal)) ? $"{person} attested, but the screen asked somebody else"
            : null;
    }
}
