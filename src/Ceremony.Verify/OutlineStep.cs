using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>A step of a script.</summary>
/// <param name="Id">Its id, with the item's number where it is done for several.</param>
/// <param name="Do">Its kind.</param>
/// <param name="Act">The title of its act.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fields">Its fields, lists and maps as they are written, with the outputs of finished steps filled in; null where an output is missing.</param>
public sealed record OutlineStep(
    string Id,
    string Do,
    string Act,
    string Title,
    Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>, IReadOnlyDictionary<string, JsonValue>?> Fields)
{
    /// <summary>The id of the first step, in the script, of those in its act that are confirmed together with it; null where it is confirmed alone.</summary>
    public string? Together { get; init; }

    /// <summary>Its fields that are single texts; null where an output is missing.</summary>
    internal IReadOnlyDictionary<string, string>? Texts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> outputs) =>
        Fields(outputs)?.Where(field => field.Value is JsonText).ToDictionary(field => field.Key, field => field.Value.AsText(), StringComparer.Ordinal);
}
