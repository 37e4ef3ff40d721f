using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A line of an aborted ceremony's journal, or the whole of it, that was not proven when it was aborted.</summary>
/// <param name="Line">The line's number; null where no single line is to blame.</param>
/// <param name="Check">The check of docs/verify.md that does not hold.</param>
/// <param name="Says">What is wrong, one sentence.</param>
public sealed record UnprovenLine(long? Line, string Check, string Says)
{
    internal JsonMap ToJson() => new() { { "line", Line is { } line ? new JsonNumber(line) : null }, { "check", Check }, { "says", Says } };

    internal static UnprovenLine FromJson(JsonMap json) => new(json.Find("line")?.AsNumber(), json.Text("check"), json.Text("says"));
}
