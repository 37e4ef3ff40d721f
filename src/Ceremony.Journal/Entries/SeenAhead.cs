using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>What a look of a step saw before the step's turn.</summary>
/// <param name="Call">The number of the step's call.</param>
/// <param name="Look">The look.</param>
/// <param name="Seen">What was seen.</param>
public sealed record SeenAhead(long Call, JsonMap Look, JsonMap Seen)
{
    internal JsonMap ToJson() => new() { { "call", Call }, { "look", Look }, { "seen", Seen } };

    internal static SeenAhead FromJson(JsonMap json) => new(json.Number("call"), json["look"].AsMap(), json["seen"].AsMap());
}
