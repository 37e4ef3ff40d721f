using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A step is over: it was done, or an exception ended it.</summary>
/// <param name="Attempt">Which attempt came to the end.</param>
/// <param name="Facts">What holds since.</param>
/// <param name="Outputs">What later steps may refer to.</param>
/// <param name="Exception">The number of the <c>exception</c> line that ended it; null where it was done.</param>
public sealed record StepDone(long Attempt, IReadOnlyList<CeremonyFact> Facts, IReadOnlyDictionary<string, string> Outputs, long? Exception = null) : Entry
{
    internal const string EntryKind = "step-done";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "attempt", Attempt },
        { "facts", new JsonList(Facts.Select(fact => (JsonValue)fact.ToJson())) },
        { "outputs", TextMap.ToJson(Outputs) },
        { "exception", Exception is { } line ? new JsonNumber(line) : null },
    };

    internal static StepDone Read(JsonMap json) => new(
        json.Number("attempt"),
        [.. json["facts"].AsList().Select(fact => CeremonyFact.FromJson(fact.AsMap()))],
        TextMap.Read(json["outputs"].AsMap()),
        json.Find("exception")?.AsNumber());
}
